// Drives Chromium through the console: against the platform in memory, or a running one.
// npm run e2e [-- [--base-url http://localhost:8080] [arguments of playwright test]]
import { spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const START_MILLIS = 180_000
const POLL_MILLIS = 200
/** As many tests at a time against the platform in memory, each with one of its own. */
const MOCKS = 2
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
  const mocks = []
  try {
    for (let i = 0; i < MOCKS; i++) mocks.push(await startMock())
    await Promise.all(mocks.map(({ url }) => answers(url)))
    return await run(mocks.map(({ url }) => url).join(' '), { ORRERY_MOCK: '1' })
  } finally {
    for (const { server } of mocks) server.kill()
  }
}

async function startMock() {
  const port = await freePort()
  const args = ['preview', '--port', String(port), '--strictPort', '--logLevel', 'warn']
  const server = spawn(bin('vite'), args, { cwd: root, stdio: 'inherit' })
  return { server, url: `http://localhost:${port}` }
}

function run(urls, environment) {
  return new Promise((resolve) => {
    const test = spawn(bin('playwright'), ['test', ...rest], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...environment, ORRERY_BASE_URLS: urls },
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
