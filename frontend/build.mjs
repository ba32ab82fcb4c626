// Builds the console when something changed since the last time; Maven calls this.
// `node build.mjs` installs what package-lock.json names and builds into dist/.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const OLDEST_NODE = [20, 19]
const INSTALLED_FROM = ['package.json', 'package-lock.json', '.npmrc']
const BUILT_FROM = [
  ...INSTALLED_FROM,
  'index.html',
  'vite.config.ts',
  'tsconfig.json',
  'public',
  'src',
  'mock-api/plugin.ts',
]

checkNode()
step('node_modules', INSTALLED_FROM, ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
step('dist', BUILT_FROM, ['run', 'build', '--silent'])

/** Runs npm unless the result is there and was made from the same files. */
function step(result, inputs, args) {
  const stamp = join(here, 'target', `${result}.stamp`)
  const digest = digestOf(inputs)
  const fresh = existsSync(join(here, result)) && existsSync(stamp)
  if (fresh && readFileSync(stamp, 'utf8') === digest) return
  console.log(`console: npm ${args[0] === 'ci' ? 'ci' : 'run build'}`)
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { status, error } = spawnSync(npm, args, { cwd: here, stdio: 'inherit' })
  if (status !== 0) {
    console.error(`console: npm ${args.join(' ')} failed${error ? `: ${error.message}` : ''}`)
    process.exit(1)
  }
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, digest)
}

function digestOf(names) {
  const hash = createHash('sha256')
  for (const name of names) add(hash, name)
  return hash.digest('hex')
}

function add(hash, name) {
  const path = join(here, name)
  if (statSync(path).isDirectory()) {
    for (const child of readdirSync(path).sort()) add(hash, join(name, child))
  } else {
    hash.update(`${name}\n`).update(readFileSync(path)).update('\n')
  }
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return
  console.error(
    `console: Node ${OLDEST_NODE.join('.')} or newer is needed, this is ${process.version}`,
  )
  process.exit(1)
}
