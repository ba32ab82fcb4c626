import { defineConfig } from '@playwright/test'

/** `npm run e2e` sets this: a running platform, or the mocks that it has started. */
const urls = process.env.ORRERY_BASE_URLS?.split(' ') ?? []

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'e2e/results',
  workers: Math.max(1, urls.length),
  fullyParallel: urls.length > 1,
  forbidOnly: true,
  // Long enough for a slow machine with other things to do; who waits this long has failed.
  timeout: 240_000,
  expect: { timeout: 90_000 },
  reporter: [['list']],
  use: {
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: FLAGS,
    },
  },
  projects: process.env.ORRERY_MOCK
    ? [{ name: 'mock' }]
    : [{ name: 'platform', testMatch: ['story.spec.ts', 'pages.spec.ts'] }],
})
