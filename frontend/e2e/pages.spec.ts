import type { Page } from '@playwright/test'
import { expect, post, search, seriousFindings, test } from './console.ts'

interface Instance {
  processInstanceKey: string
}

/** Every page, in both appearances: usable by all, and looked at. */
const PAGES = [
  { name: 'dashboard', path: '/', ready: 'Processes by load' },
  { name: 'processes', path: '/processes?process=order', ready: 'Process instances' },
  { name: 'batch operations', path: '/batch-operations', ready: 'Batch operations' },
  { name: 'audit log', path: '/audit-log', ready: 'What was done' },
]
const SHOTS = process.env.ORRERY_SHOTS
/** The demo mistypes a card only now and then. */
const FAILURE_MILLIS = 240_000

/** The demo has just begun: the platform shows what is asked for in a while. */
async function keyOfFirst(page: Page, query: object): Promise<string> {
  let key = ''
  const look = async () => {
    const body = { ...query, page: { limit: 1 } }
    const [found] = await search<Instance>(page, '/v2/process-instances/search', body)
    key = found?.processInstanceKey ?? ''
    return key
  }
  await expect.poll(look, { timeout: FAILURE_MILLIS }).not.toBe('')
  return key
}

function keyOfOneThatFailed(page: Page): Promise<string> {
  return keyOfFirst(page, {
    filter: { processDefinitionId: 'order', state: 'ACTIVE', hasIncident: true },
  })
}

/** Begins a batch over the incidents of an instance. */
async function retryAll(page: Page, key: string): Promise<string> {
  const path = `/v2/process-instances/${key}/incident-resolution`
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the API's contract
  const begun = (await (await post(page, path, {})).json()) as { batchOperationKey: string }
  return begun.batchOperationKey
}

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`in ${scheme} appearance`, () => {
    test.use({ colorScheme: scheme })

    for (const { name, path, ready } of PAGES) {
      test(`the page ${name} can be used by everybody`, async ({ page }) => {
        await page.goto(path)
        await expect(page.getByRole('heading', { name: ready }).last()).toBeVisible()
        await expect(page.getByText('Live', { exact: true })).toBeVisible()

        expect(await seriousFindings(page)).toEqual([])
        if (SHOTS)
          await page.screenshot({ path: `${SHOTS}/${name.replace(' ', '-')}-${scheme}.png` })
      })
    }

    test('the page of a batch operation can be used by everybody', async ({ page }) => {
      test.slow()
      const key = await keyOfOneThatFailed(page)
      const batch = await retryAll(page, key)
      await page.goto(`/batch-operations/${batch}`)
      await expect(page.getByRole('cell', { name: 'Done' })).toBeVisible()

      expect(await seriousFindings(page)).toEqual([])
      await page.getByRole('switch', { name: 'Only failed' }).check()
      await expect(page.getByRole('cell', { name: 'Done' })).toHaveCount(0)
      expect(await seriousFindings(page), 'only failed').toEqual([])
      await page.goto('/audit-log')
      await expect(
        page.getByRole('cell', { name: new RegExp(`Batch operation ${batch}$`) }),
      ).toBeVisible()
      expect(await seriousFindings(page), 'audit log').toEqual([])
    })

    test('what is missing or forbidden can be read by everybody', async ({ page }) => {
      await page.goto('/nowhere')
      await expect(page.getByText('There is no such page.')).toBeVisible()
      expect(await seriousFindings(page), 'no such page').toEqual([])

      await page.goto('/instances/404')
      await expect(page.getByText('Not found')).toBeVisible()
      expect(await seriousFindings(page), 'no such instance').toEqual([])
    })

    test('the past of an instance can be used by everybody', async ({ page }) => {
      test.slow()
      const oldest = await keyOfFirst(page, {
        filter: { processDefinitionId: 'order' },
        sort: [{ field: 'startDate', order: 'ASC' }],
      })
      await page.goto(`/instances/${oldest}`)
      await page.getByRole('button', { name: 'One record back' }).click()
      await expect(page.getByRole('button', { name: 'Back to now' })).toBeVisible()

      expect(await seriousFindings(page)).toEqual([])
    })

    test('the page of an instance can be used by everybody', async ({ page }) => {
      test.slow()
      const key = await keyOfOneThatFailed(page)
      for (const tab of ['incidents', 'jobs', 'messages', 'timers', 'called', 'variables']) {
        await page.goto(`/instances/${key}?tab=${tab}`)
        await expect(page.getByRole('tabpanel')).toBeVisible()
        await expect(page.getByRole('treeitem').nth(1)).toBeVisible()

        expect(await seriousFindings(page), tab).toEqual([])
      }
      if (SHOTS) await page.screenshot({ path: `${SHOTS}/instance-${scheme}.png` })
    })

    test('the sign-in page can be used by everybody', async ({ page }) => {
      await page.context().clearCookies()
      await page.goto('/')
      await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()

      expect(await seriousFindings(page)).toEqual([])
      if (SHOTS) await page.screenshot({ path: `${SHOTS}/sign-in-${scheme}.png` })
    })
  })
}
