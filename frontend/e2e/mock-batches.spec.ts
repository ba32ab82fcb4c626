import { expect, test } from './console.ts'

/** Batches, on a platform whose time a test can move on. */

test('a batch can be followed for a while after it has begun', async ({ page }) => {
  await page.clock.install()
  await page.goto('/processes?process=order')
  await page
    .getByRole('checkbox', { name: /^Select instance/ })
    .first()
    .check()
  await page.getByRole('toolbar').getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel instance' }).click()
  const link = page.getByRole('link', { name: 'Follow its progress' })
  await expect(link).toBeVisible()

  await page.clock.runFor(20_000)

  await link.click()
  await expect(page.getByRole('heading', { name: 'Cancel instances' })).toBeVisible()
})
