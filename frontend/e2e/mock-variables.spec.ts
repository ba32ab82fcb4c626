import type { Page } from '@playwright/test'
import { expect, put, search, test } from './console.ts'

/** Variables, now and in the past, on a platform that does what a test wants. */

interface Instance {
  processInstanceKey: string
}

const editor = (page: Page) => page.getByLabel('Value as JSON')

async function keyOf(page: Page, filter: object): Promise<string> {
  const [found] = await search<Instance>(page, '/v2/process-instances/search', {
    filter,
    page: { limit: 1 },
  })
  return found?.processInstanceKey ?? ''
}

const running = { processDefinitionId: 'order', state: 'ACTIVE', hasIncident: false }
/** One that has a long variable. */
const long = { processDefinitionId: 'nightly-import' }

test('a long value is as it is now each time it is opened', async ({ page }) => {
  const key = await keyOf(page, long)
  await page.goto(`/instances/${key}`)
  await page.getByRole('button', { name: 'Edit rows' }).click()
  await expect(editor(page)).toHaveValue(/^"xx/)
  await page.getByRole('button', { name: 'Cancel' }).last().click()
  await expect(editor(page)).toHaveCount(0)

  await put(page, `/v2/element-instances/${key}/variables`, {
    variables: { rows: 'new'.repeat(1_000) },
    local: true,
  })
  await expect(page.getByRole('cell', { name: /^"newnew/ })).toBeVisible()
  await page.getByRole('button', { name: 'Edit rows' }).click()

  await expect(editor(page)).toBeVisible()
  expect(await editor(page).inputValue()).toMatch(/^"newnew/)
})

test('what somebody typed stays when it cannot be saved', async ({ page }) => {
  const variables = '**/v2/element-instances/*/variables'
  await page.goto(`/instances/${await keyOf(page, running)}`)
  await page.route(variables, (route) =>
    route.fulfill({ status: 503, json: { title: 'UNAVAILABLE', detail: 'no leader yet' } }),
  )
  await page.getByRole('button', { name: 'Edit total' }).click()
  await editor(page).fill('4711')
  const dialog = page.getByRole('dialog')

  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert')).toContainText('no leader yet')
  await expect(editor(page)).toHaveValue('4711')
  await page.unroute(variables)
  await dialog.getByRole('button', { name: 'Save' }).click()

  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('cell', { name: '4711', exact: true })).toBeVisible()
})

test('a value can be changed again when the platform writes it in its own way', async ({
  page,
}) => {
  await page.goto(`/instances/${await keyOf(page, running)}`)
  await page.getByRole('button', { name: 'Edit total' }).click()
  await editor(page).fill('19.90')

  await page.getByRole('button', { name: 'Save' }).click()

  await expect(page.getByRole('cell', { name: '19.9', exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Edit total' })).toBeVisible()
})

test('an element that was never reached has no variables', async ({ page }) => {
  const key = await keyOf(page, long)
  await page.goto(`/instances/${key}?element=nowhere`)
  await expect(page.getByText('This instance has not been there')).toBeVisible()

  await page.goto(`/instances/${key}?scope=404`)
  await expect(page.getByRole('tabpanel').getByText('Not found')).toBeVisible()
})

test('what is cut of a past moment is not shown as whole', async ({ page }) => {
  const key = await keyOf(page, long)
  const names = Array.from({ length: 300 }, (_, i) => [`v${i}`, i] as const)
  await put(page, `/v2/element-instances/${key}/variables`, {
    variables: Object.fromEntries(names),
    local: true,
  })
  const last = { filter: { scopeKey: key, name: 'v299' } }
  await expect.poll(() => search(page, '/v2/variables/search', last)).toHaveLength(1)
  await page.goto(`/instances/${key}?at=999999`)

  await expect(page.getByText(/^"x+…$/)).toBeVisible()
  await expect(page.getByText('too large to show all of it')).toHaveCount(2)

  const nothing = { position: 1, timestamp: null, elements: [], active: [], variables: [] }
  await page.route('**/as-of?*', (route) =>
    route.fulfill({ json: { ...nothing, isTruncated: true } }),
  )
  await page.reload()
  await expect(page.getByText('Nothing was running at this moment')).toBeVisible()
  await expect(page.getByText('too large to show all of it')).toHaveCount(2)
})
