import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test as base, type APIResponse, type Page } from '@playwright/test'

/** One for each test that runs at a time. */
const URLS = process.env.ORRERY_BASE_URLS?.split(' ') ?? []

/** Tests begin signed in, the mock as it was at first, and fail on any error in the page. */
export const test = base.extend<{ calm: undefined }>({
  baseURL: async ({}, provide, { parallelIndex }) => {
    await provide(URLS[parallelIndex])
  },
  calm: [
    async ({ page }, use) => {
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(String(error)))
      if (process.env.ORRERY_MOCK) await page.request.post('/mock/reset')
      await signIn(page, 'demo')
      await use(undefined)
      expect(errors).toEqual([])
    },
    { auto: true },
  ],
})

export async function signIn(page: Page, user: string) {
  const answer = await page.request.post('/login', { data: { username: user, password: user } })
  expect(answer.status()).toBe(204)
}

/** Sends to the API as the console does. */
export async function post(page: Page, path: string, body: object): Promise<APIResponse> {
  return send(page, 'POST', path, body)
}

export async function put(page: Page, path: string, body: object): Promise<APIResponse> {
  return send(page, 'PUT', path, body)
}

async function send(page: Page, method: string, path: string, body: object) {
  await page.request.get('/v2/authentication/me')
  const cookies = await page.context().cookies()
  const token = cookies.find((it) => it.name === 'X-CSRF-TOKEN')?.value ?? ''
  const answer = await page.request.fetch(path, {
    method,
    data: body,
    headers: { 'X-CSRF-TOKEN': decodeURIComponent(token) },
  })
  expect(answer.ok(), await answer.text()).toBe(true)
  return answer
}

/** Asks the API as the console does. */
export async function search<T>(page: Page, path: string, body: object): Promise<T[]> {
  const answer = await post(page, path, body)
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the API's contract
  const { items } = (await answer.json()) as { items: T[] }
  return items
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  id: string
  impact: string
  nodes: { html: string; failureSummary: string }[]
}

/** What an accessibility check finds that keeps somebody from using the page. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const found = await page.evaluate<Violation[]>(
    'axe.run(document, { resultTypes: ["violations"] }).then((it) => it.violations)',
  )
  return found
    .filter((it) => it.impact === 'serious' || it.impact === 'critical')
    .flatMap((it) => it.nodes.map((node) => `${it.id}: ${node.html}\n${node.failureSummary}`))
}

export { expect }
