import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { mockApi } from './mock-api/plugin.ts'

/** With this set, `dev` and `preview` pass API calls on to a running platform. */
const backend = process.env.ORRERY_URL

export default defineConfig({
  plugins: [react(), ...(backend ? [] : [mockApi()])],
  server: backend ? { proxy: proxied(backend) } : {},
  preview: backend ? { proxy: proxied(backend) } : {},
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 600,
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'mock-api/**/*.test.ts'],
    restoreMocks: true,
    testTimeout: 120_000,
  },
})

function proxied(target: string) {
  return Object.fromEntries(
    ['/v2', '/login', '/logout', '/oauth2'].map((path) => [path, { target }]),
  )
}
