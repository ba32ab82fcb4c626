import { expect, post, search, signIn, test } from './console.ts'

/** What needs a platform that does what a test wants: only the mock does. */

const HOSTILE = '<img src=x onerror="document.title=\'owned\'">'

interface Instance {
  processInstanceKey: string
}

test('what users wrote stays text, wherever it is shown', async ({ page }) => {
  const [found] = await search<Instance>(page, '/v2/process-instances/search', {
    filter: { processDefinitionId: 'hostile' },
  })
  const key = found?.processInstanceKey ?? ''
  const places = [
    '/',
    '/processes?process=hostile',
    ...['variables', 'incidents', 'jobs'].map((tab) => `/instances/${key}?tab=${tab}`),
  ]
  for (const place of places) {
    await page.goto(place)
    await expect(page.getByText(HOSTILE).first()).toBeVisible()
    await expect(page.locator('img')).toHaveCount(0)
    await expect(page).toHaveTitle('Orrery')
  }
})

test('a history of thousands of elements loads as somebody scrolls', async ({ page }) => {
  const [found] = await search<Instance>(page, '/v2/process-instances/search', {
    filter: { processDefinitionId: 'nightly-import' },
  })
  let largest = 0
  page.on('response', async (response) => {
    if (response.url().includes('/v2/events')) return
    const body = await response.body().catch(() => Buffer.alloc(0))
    largest = Math.max(largest, body.length)
  })
  await page.goto(`/instances/${found?.processInstanceKey ?? ''}`)
  const tree = page.getByRole('tree')
  await expect(tree.getByRole('treeitem')).toHaveCount(4)

  await tree.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await expect(page).toHaveURL(/open=\d+/)
  await expect(async () => {
    await page.keyboard.press('End')
    await expect(tree.locator('[data-active]')).toBeVisible()
    await tree.evaluate((it) => it.scrollTo(0, it.scrollHeight))
    expect((await tree.evaluate((it) => it.scrollHeight)) / 28).toBeGreaterThan(500)
  }).toPass()
  await expect(tree.getByRole('treeitem', { name: 'Loading more' })).toHaveCount(0)

  expect(await tree.getByRole('treeitem').count()).toBeLessThan(80)
  expect(largest).toBeLessThan(1_000_000)
})

test('a long timeline reaches every record without fetching them all', async ({ page }) => {
  const [found] = await search<Instance>(page, '/v2/process-instances/search', {
    filter: { processDefinitionId: 'nightly-import' },
  })
  const key = found?.processInstanceKey ?? ''
  let asked = 0
  page.on('request', (request) => {
    if (request.url().includes('/timeline?')) asked++
  })
  await page.goto(`/instances/${key}`)
  const timeline = page.getByRole('region', { name: 'Timeline' })
  const slider = timeline.getByRole('slider')
  // It is known to be long when the slider moves over positions instead of records.
  await expect(slider).not.toHaveAttribute('aria-valuemin', '0')
  const last = Number(await slider.getAttribute('aria-valuemax'))
  expect(last - Number(await slider.getAttribute('aria-valuemin'))).toBeGreaterThan(9_000)

  await timeline.getByRole('button', { name: 'One record back' }).click()
  await expect(timeline).toContainText('Order what is missing started')
  await timeline.getByRole('button', { name: 'One record back' }).click()
  await expect(timeline).toContainText('Import row started')
  await timeline.getByRole('button', { name: 'One record forward' }).click()
  await expect(timeline).toContainText('Order what is missing started')

  await slider.focus()
  await page.keyboard.press('Home')
  await expect(timeline).toContainText('start started')
  await timeline.getByRole('button', { name: 'One record forward' }).click()
  await expect(timeline).toContainText('start completed')
  await page.keyboard.press('End')
  await timeline.getByRole('button', { name: 'Back to now' }).click()
  await expect(slider).toHaveAttribute('aria-valuenow', String(last))
  expect(asked).toBeLessThan(40)
})

test('what somebody has done is seen at once, also without news', async ({ page }) => {
  await page.route('**/v2/events', (route) => route.abort())
  const [found] = await search<Instance>(page, '/v2/process-instances/search', {
    filter: { processDefinitionId: 'order', state: 'ACTIVE', hasIncident: false },
    page: { limit: 1 },
  })
  await page.goto(`/instances/${found?.processInstanceKey ?? ''}`)

  await page.getByRole('button', { name: 'Edit total' }).click()
  await page.getByLabel('Value as JSON').fill('4711')
  await page.getByRole('button', { name: 'Save' }).click()

  await expect(page.getByRole('cell', { name: '4711', exact: true })).toBeVisible()
})

test('a long list keeps few rows and comes back when scrolled up', async ({ page }) => {
  await page.goto('/processes?states=active,incident,completed,canceled')
  const box = page.getByRole('region', { name: 'Process instances' }).last()
  const table = box.getByRole('table')
  await expect(table).toBeVisible()
  const first = await table.getByRole('link').first().innerText()

  await expect(async () => {
    await box.evaluate((it) => it.scrollTo(0, it.scrollHeight))
    expect(await table.getAttribute('aria-rowcount')).toBe('244')
  }).toPass()
  expect(await table.getByRole('row').count()).toBeLessThan(60)

  await box.evaluate((it) => it.scrollTo(0, 0))
  await expect(table.getByRole('link').first()).toHaveText(first)
})

test('a value that was cut is fetched whole when it is opened', async ({ page }) => {
  const [found] = await search<Instance>(page, '/v2/process-instances/search', {
    filter: { processDefinitionId: 'nightly-import' },
  })
  await page.goto(`/instances/${found?.processInstanceKey ?? ''}`)

  await page.getByRole('button', { name: 'Edit rows' }).click()

  await expect
    .poll(async () => (await page.getByLabel('Value as JSON').inputValue()).length)
    .toBe(20_002)
})

test('a change made elsewhere appears by itself', async ({ page }) => {
  const [found] = await search<Instance>(page, '/v2/process-instances/search', {
    filter: { processDefinitionId: 'order', state: 'ACTIVE', hasIncident: false },
    page: { limit: 1 },
  })
  const key = found?.processInstanceKey ?? ''
  await page.goto(`/instances/${key}`)
  const header = page.locator('main header').first()
  await expect(header).toContainText('Running')
  await expect(page.getByText('Live', { exact: true })).toBeVisible()

  await page.request.post(`/v2/process-instances/${key}/cancellation`, {
    headers: { 'X-CSRF-TOKEN': 'mock-csrf-token' },
    data: {},
  })

  await expect(header).toContainText('Canceled')
})

test('called instances lead there and back', async ({ page }) => {
  const [found] = await search<Instance>(page, '/v2/process-instances/search', {
    filter: { processDefinitionId: 'nightly-import' },
  })
  const key = found?.processInstanceKey ?? ''
  await page.goto(`/instances/${key}?tab=called`)

  await page.getByRole('tabpanel').getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1, name: 'Order' })).toBeVisible()
  const crumbs = page.getByRole('navigation', { name: 'Call hierarchy' })
  await crumbs.getByRole('link').first().click()

  await expect(page).toHaveURL(new RegExp(`/instances/${key}`))
})

test('a session that ends leads to the sign-in page and back', async ({ page }) => {
  await page.goto('/processes?process=order')
  await expect(page.getByRole('table', { name: 'Process instances' })).toBeVisible()

  // What the page asks for by itself is held back, so that somebody's own click finds it first.
  let go = () => {}
  const clicked = new Promise<void>((resolve) => {
    go = resolve
  })
  await page.route('**/v2/**', async (route) => {
    await clicked
    await route.continue()
  })
  await page.context().clearCookies()
  await page.getByRole('checkbox', { name: 'Completed' }).check()
  go()
  await page.getByLabel('User name').fill('demo')
  await page.getByLabel('Password', { exact: true }).fill('demo')
  await page.getByRole('button', { name: 'Sign in' }).click()

  await expect(page).toHaveURL(/\/processes\?.*completed/)
})

test('a session that ends is noticed, also when nobody does anything', async ({ page }) => {
  const events = '**/v2/events'
  await page.route(events, (route) => route.abort())
  await page.goto('/batch-operations')
  await expect(page.getByText('Reconnecting')).toBeVisible()

  await page.context().clearCookies()
  await page.unroute(events)

  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  await expect(page).toHaveURL(/to=%2Fbatch-operations/)
})

test('a viewer sees everything and may do nothing', async ({ page }) => {
  await signIn(page, 'viewer')
  await page.goto('/processes?process=order&version=2&selected=all')

  const cancel = page.getByRole('toolbar').getByRole('button', { name: 'Cancel' })
  await expect(cancel).toHaveAttribute('aria-disabled', 'true')
  await cancel.click({ force: true })
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('the audit log is for administrators, who find in it what was done', async ({ page }) => {
  const [found] = await search<Instance>(page, '/v2/process-instances/search', {
    filter: { processDefinitionId: 'order', state: 'ACTIVE', hasIncident: false },
    page: { limit: 1 },
  })
  const key = found?.processInstanceKey ?? ''
  await post(page, `/v2/process-instances/${key}/cancellation`, {})
  await post(page, '/v2/process-instances/cancellation', {
    filter: { processDefinitionId: 'hostile' },
  })

  await page.goto('/')
  await page.getByRole('link', { name: 'Audit log' }).click()
  const rows = page.getByRole('table', { name: 'What was done' }).getByRole('row')
  await expect(rows).toHaveCount(3)
  await expect(rows.nth(1)).toContainText('Begin: cancel instances')
  await page.getByRole('button', { name: 'Sort by Time' }).click()
  await expect(rows.nth(1)).toContainText('Cancel instance')
  await page.getByLabel('Key of what it was done to').fill(key)
  await expect(rows).toHaveCount(2)
  await rows.getByRole('link', { name: key }).click()
  await expect(page).toHaveURL(new RegExp(`/instances/${key}`))

  await signIn(page, 'viewer')
  await page.goto('/audit-log')
  await expect(page.getByText('The audit log is for administrators')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Audit log' })).toHaveCount(0)
})

test('the page can be used with the keyboard alone', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByText('Processes by load')).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused()

  await page.getByRole('link', { name: 'Processes', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('table', { name: 'Process instances' })).toBeVisible()
  const box = page.getByRole('checkbox', { name: /^Select instance/ }).first()
  await box.focus()
  await page.keyboard.press('Space')
  await expect(page.getByText('1 selected')).toBeVisible()
})

test('signing out ends the session', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Account of demo' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()

  await page.goto('/processes')
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
})

test('says when the connection is lost, and goes on by itself', async ({ page }) => {
  const events = '**/v2/events'
  const dashboard = '**/v2/dashboard'
  await page.route(events, (route) => route.abort())
  await page.goto('/')
  await expect(page.getByText('Reconnecting')).toBeVisible()

  await page.route(dashboard, (route) => route.abort())
  await page.getByRole('link', { name: 'Batch operations' }).click()
  await expect(page.getByText('No batch operation yet')).toBeVisible()
  await page.reload()
  await page.getByRole('link', { name: 'Dashboard' }).click()
  await expect(page.getByText('The platform cannot be reached')).toBeVisible()

  await page.unroute(dashboard)
  await page.unroute(events)
  await expect(page.getByText('Running instances')).toBeVisible()
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
})
