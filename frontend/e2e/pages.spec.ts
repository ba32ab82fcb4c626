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
      const [found] = await search<Instance>(page, '/v2/process-instances/search', {
        filter: { processDefinitionId: 'order', state: 'ACTIVE', hasIncident: true },
        page: { limit: 1 },
      })
      for (const tab of ['incidents', 'jobs', 'messages', 'timers', 'called', 'variables']) {
        await page.goto(`/instances/${found?.processInstanceKey ?? ''}?tab=${tab}`)
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
