import { expect, test } from './console.ts'

/** The way of an operator through the demo; the same against the mock and a real platform. */
const CAUSE = /not the number of a card/
const GOOD_CARD = '"4000-1234"'
/** A real order is delivered only after a while. */
const DELIVERY_MILLIS = 240_000
/** The demo mistypes a card only now and then. */
const FAILURE_MILLIS = 240_000

test('signs in, finds what failed, mends it and sees it complete', async ({ page }) => {
  test.slow()
  await page.context().clearCookies()
  await page.goto('/')
  await page.getByLabel('User name').fill('demo')
  await page.getByLabel('Password', { exact: true }).fill('demo')
  await page.getByRole('button', { name: 'Sign in' }).click()

  await page.getByRole('link', { name: CAUSE }).first().click({ timeout: FAILURE_MILLIS })
  const rows = page.getByRole('table', { name: 'Process instances' })
  await rows.getByRole('link').first().click()

  const waits = page.getByRole('region', { name: 'What it waits for' })
  await expect(waits).toContainText(CAUSE)
  await expect(page.getByRole('button', { name: /Charge card: 1 with an incident/ })).toBeAttached()

  await page.getByRole('button', { name: 'Edit card' }).click()
  await page.getByLabel('Value as JSON').fill('4000-12')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Not valid JSON')).toBeVisible()
  await page.getByLabel('Value as JSON').fill(GOOD_CARD)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('cell', { name: GOOD_CARD })).toBeVisible()

  await page.getByRole('tab', { name: 'Incidents' }).click()
  await page.getByRole('button', { name: 'Retry the incident at charge-card' }).click()
  await expect(page.getByText('No open incidents')).toBeVisible()
  await expect(page.locator('main header').first()).toContainText('Completed', {
    timeout: DELIVERY_MILLIS,
  })
})

test('moves through the past of an instance', async ({ page }) => {
  const oldest = 'sort=startDate&order=ascending'
  await page.goto(`/processes?process=order&states=completed,active,incident&${oldest}`)
  await page.getByRole('table', { name: 'Process instances' }).getByRole('link').first().click()
  const timeline = page.getByRole('region', { name: 'Timeline' })
  const slider = timeline.getByRole('slider')

  await slider.focus()
  await page.keyboard.press('Home')
  await expect(timeline).toContainText(/started/)
  await expect(page).toHaveURL(/at=\d+/)
  await expect(page.getByRole('region', { name: 'At this moment', exact: true })).toContainText(
    'Running',
  )
  await expect(page.getByRole('button', { name: 'Cancel' })).toHaveCount(0)

  await timeline.getByRole('button', { name: 'One record forward' }).click()
  const link = page.url()
  await page.reload()
  await expect(page).toHaveURL(link)
  await expect(slider).toHaveAttribute('aria-valuenow', '1')
  await expect(page.locator('.djs-element[data-element-id="charge-card"]')).toBeVisible()

  if (process.env.ORRERY_SHOTS) {
    await page.screenshot({ path: `${process.env.ORRERY_SHOTS}/timeline-light.png` })
  }

  await timeline.getByRole('button', { name: 'Back to now' }).click()
  await expect(page.getByRole('tree')).toBeVisible()
})

test('cancels several instances and follows the batch', async ({ page }) => {
  test.slow()
  await page.goto('/processes?process=order&states=incident&sort=startDate&order=ascending')
  const boxes = page.getByRole('checkbox', { name: /^Select instance/ })
  await expect(boxes.nth(1)).toBeVisible({ timeout: FAILURE_MILLIS })
  await boxes.nth(0).check()
  await boxes.nth(1).check()
  await expect(page.getByText('2 selected')).toBeVisible()

  const toolbar = page.getByRole('toolbar')
  await toolbar.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel instance' }).click()
  await page.getByRole('link', { name: 'Follow its progress' }).click()

  await expect(page.getByRole('heading', { name: 'Cancel instances' })).toBeVisible()
  await expect(page.locator('main header').first()).toContainText('Completed')
  await expect(page.getByRole('cell', { name: 'Done' })).toHaveCount(2)

  await page.goto('/audit-log')
  await expect(page.getByRole('cell', { name: 'Begin: cancel instances' }).first()).toBeVisible()
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  if (process.env.ORRERY_SHOTS) {
    await page.screenshot({ path: `${process.env.ORRERY_SHOTS}/audit-light.png` })
  }
})

test('filters by a click on the diagram', async ({ page }) => {
  await page.goto('/processes?process=order')
  const offered = page.getByRole('button', { name: /^Version \d+$/ }).first()
  const drawing = page.locator('.djs-element[data-element-id="charge-card"]')
  await expect(offered.or(drawing).first()).toBeVisible()
  if (await offered.isVisible()) await offered.click()

  await drawing.click({ position: { x: 20, y: 15 } })

  await expect(page).toHaveURL(/element=charge-card/)
  await expect(page.getByLabel('Element', { exact: true }).first()).toHaveValue('Charge card')
})

test('speaks Chinese and remembers it', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Language' }).click()
  await page.getByRole('menuitemradio', { name: '中文' }).click()
  await expect(page.getByRole('link', { name: '流程', exact: true })).toBeVisible()

  await page.reload()
  await expect(page.getByRole('link', { name: '流程', exact: true })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh')
})
