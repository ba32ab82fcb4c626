import type { Page } from '@playwright/test'
import { expect, search, seriousFindings, test } from './console.ts'

interface Instance {
  processInstanceKey: string
}

/** Every page, in both appearances: usable by all, and looked at. */
const PAGES = [
  { name: 'dashboard', path: '/', ready: 'Processes by load' },
  { name: 'processes', path: '/processes?process=order', ready: 'Process instances' },
  { name: 'batch operations', path: '/batch-operations', ready: 'Batch operations' },
]
const SHOTS = process.env.ORRERY_SHOTS
/** The demo mistypes a card only now and then. */
const FAILURE_MILLIS = 120_000

async function keyOfOneThatFailed(page: Page): Promise<string> {
  let key = ''
  const look = async () => {
    const [found] = await search<Instance>(page, '/v2/process-instances/search', {
      filter: { processDefinitionId: 'order', state: 'ACTIVE', hasIncident: true },
      page: { limit: 1 },
    })
    key = found?.processInstanceKey ?? ''
    return key
  }
  await expect.poll(look, { timeout: FAILURE_MILLIS }).not.toBe('')
  return key
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

    test('the page of an instance can be used by everybody', async ({ page }) => {
      test.setTimeout(FAILURE_MILLIS + 60_000)
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
