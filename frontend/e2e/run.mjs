// Drives Chromium through the console: against the platform in memory, or a running one.
// npm run e2e [-- [--base-url http://localhost:8080] [arguments of playwright test]]
import { spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const START_MILLIS = 60_000
const POLL_MILLIS = 200
const bin = (name) => join(root, 'node_modules', '.bin', name)

const rest = process.argv.slice(2)
const at = rest.indexOf('--base-url')
const given = at < 0 ? null : rest.splice(at, 2)[1]

process.exitCode = given ? await run(given, {}) : await withMock()

async function withMock() {
  const built = spawnSync(bin('vite'), ['build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (built.status !== 0) return 1
  const port = await freePort()
  const url = `http://localhost:${port}`
  const args = ['preview', '--port', String(port), '--strictPort', '--logLevel', 'warn']
  const server = spawn(bin('vite'), args, { cwd: root, stdio: 'inherit' })
  try {
    await answers(url)
    return await run(url, { ORRERY_MOCK: '1' })
  } finally {
    server.kill()
  }
}

function run(url, environment) {
  return new Promise((resolve) => {
    const test = spawn(bin('playwright'), ['test', ...rest], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...environment, ORRERY_BASE_URL: url },
    })
    test.on('exit', (code) => resolve(code ?? 1))
  })
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, 'localhost', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

async function answers(url) {
  const end = Date.now() + START_MILLIS
  for (;;) {
    try {
      return await fetch(url)
    } catch (error) {
      if (Date.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, POLL_MILLIS))
    }
  }
}
