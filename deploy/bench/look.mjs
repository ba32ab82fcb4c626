// Opens pages of the console and measures: node look.mjs URL PID TRIES [ONLY]. See `look`.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(new URL('../../frontend/package.json', import.meta.url))
const { chromium } = require('@playwright/test')

const [url, pid, tries, only = ''] = process.argv.slice(2)
const MOST_MILLIS = 60_000
/** A page is done when nothing was asked for this long. */
const QUIET_MILLIS = 700
const TICK_MILLIS = 10
const KIB = 1024
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync']

const ROW = 'table[aria-label="Process instances"] tbody tr td a'
const BADGE = '.diagram-badge'
const INSTANCE = {
  history: '[role=tree] [role=treeitem][aria-level="2"]',
  badges: BADGE,
  variables: 'table[aria-label="Variables"] tbody td',
  timeline: '[role=slider]',
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: FLAGS,
})
try {
  const state = await signIn()
  const pages = (await pagesOf(state)).filter((it) => it.name.includes(only))
  const results = []
  for (const page of pages) {
    const runs = []
    for (let i = 0; i < Number(tries); i++) runs.push(await look(state, page))
    results.push({ name: page.name, runs })
    console.error(`  ${page.name}`)
  }
  report(results)
} finally {
  await browser.close()
}

async function signIn() {
  const context = await browser.newContext()
  const answer = await context.request.post(`${url}/login`, {
    data: { username: 'demo', password: 'demo' },
  })
  if (!answer.ok()) throw new Error(`cannot sign in: ${answer.status()}`)
  await context.request.get(`${url}/v2/authentication/me`)
  const state = await context.storageState()
  await context.close()
  return state
}

/** The first thing that a search finds. */
async function first(state, path, body) {
  const context = await browser.newContext({ storageState: state })
  const token = state.cookies.find((it) => it.name === 'X-CSRF-TOKEN')?.value ?? ''
  const answer = await context.request.post(`${url}/v2/${path}/search`, {
    data: { ...body, page: { limit: 1 } },
    headers: { 'X-CSRF-TOKEN': decodeURIComponent(token) },
    timeout: MOST_MILLIS,
  })
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  const { items } = await answer.json()
  await context.close()
  if (items.length === 0) throw new Error(`nothing found: ${path} ${JSON.stringify(body)}`)
  return items[0]
}

async function pagesOf(state) {
  const large = (await first(state, 'process-instances', { filter: { processDefinitionId: 'settlement' } }))
    .processInstanceKey
  const within = async (scopeKey, elementId) =>
    (
      await first(state, 'element-instances', {
        filter: { processInstanceKey: large, scopeKey, elementId },
        sort: [{ field: 'startPosition', order: 'DESC' }],
      })
    ).elementInstanceKey
  const regions = await within(large, 'regions')
  const region = await within(regions, 'regions')
  const accounts = await within(region, 'accounts')
  const account = await within(accounts, 'accounts')
  const middle = (await first(state, 'element-instances', {
    filter: { processInstanceKey: large, elementId: 'read-region' },
  })).startPosition
  const small = (await first(state, 'process-instances', {
    filter: { processDefinitionId: 'order', state: 'COMPLETED' },
  })).processInstanceKey

  const list = (name, search, more = {}) => ({
    name: `list: ${name}`,
    path: `/processes?${search}`,
    parts: { rows: ROW, ...more },
  })
  const instance = (name, search, parts = INSTANCE) => ({
    name: `instance: ${name}`,
    path: `/instances/${large}?${search}`,
    parts,
  })
  return [
    { name: 'dashboard', path: '/', parts: { chart: '.recharts-surface path', loads: 'main a' } },
    list('running', ''),
    list('completed', 'states=completed'),
    list('all states, by end', 'states=active,incident,completed,canceled&sort=endDate'),
    list('all states, by name', 'states=active,incident,completed,canceled&sort=processDefinitionName'),
    list('all states, by version', 'states=completed&sort=processDefinitionVersion'),
    list('of a process', 'process=order&states=completed'),
    list('of a version', 'process=order&version=3&states=completed', { badges: BADGE }),
    list('completed at an element', 'process=order&version=3&states=completed&element=ship', { badges: BADGE }),
    list('completed at a rare element', 'process=order&version=3&states=completed&element=review', { badges: BADGE }),
    list('by variable and value', 'states=completed&variable=orderId&value=%22o-4711%22'),
    list('by a common value', 'states=completed&variable=country&value=%22fr%22'),
    list('by variable', 'states=completed&variable=orderId'),
    { ...list('by a variable that is nowhere', 'states=completed&variable=order'), parts: { none: 'text=No instance matches' } },
    list('from a day on', `states=completed&from=${encodeURIComponent(new Date(Date.now() - 864e5 * 10).toISOString())}`),
    { name: 'instance: a small one', path: `/instances/${small}`, parts: INSTANCE },
    instance('large', ''),
    instance('large, deep in the history', `open=${[regions, region, accounts].join()}`, {
      ...INSTANCE,
      deep: '[role=treeitem][aria-level="5"]',
    }),
    instance('large, an account', `scope=${account}&element=accounts`),
    instance('large, an element', 'element=book'),
    instance('large, its jobs', 'tab=jobs', { history: INSTANCE.history, jobs: 'table[aria-label="Jobs"] tbody td' }),
    instance('large, its incidents', 'tab=incidents', {
      history: INSTANCE.history,
      incidents: 'table[aria-label="Incidents"] tbody td',
    }),
    instance('large, its past', `at=${middle}`, { badges: BADGE, timeline: INSTANCE.timeline }),
  ]
}

/** Opens one page in a browser that knows nothing but who is signed in. */
async function look(state, { path, parts }) {
  const context = await browser.newContext({
    storageState: state,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
  })
  try {
    const page = await context.newPage()
    await page.addInitScript(watch, parts)
    const answers = []
    let open = 0
    let last = Date.now()
    page.on('request', (it) => (open += isCounted(it) ? 1 : 0))
    const ended = (it) => {
      if (!isCounted(it)) return
      open -= 1
      last = Date.now()
    }
    page.on('requestfailed', ended)
    page.on('requestfinished', (it) => {
      ended(it)
      answers.push(sizeOf(it))
    })
    const cpu = cpuMillis()
    const begin = Date.now()
    await page.goto(url + path, { waitUntil: 'commit', timeout: MOST_MILLIS })
    const isSeen = () => page.evaluate('Object.keys(window.lookSeen ?? {}).length').catch(() => 0)
    while (Date.now() - begin < MOST_MILLIS) {
      const isQuiet = open <= 0 && Date.now() - last > QUIET_MILLIS
      if (isQuiet && (await isSeen()) === Object.keys(parts).length) break
      await new Promise((resolve) => setTimeout(resolve, TICK_MILLIS))
    }
    const paint = await page.evaluate(
      `({ first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
          largest: window.lookLargest, seen: window.lookSeen })`,
    )
    return { ...paint, done: last - begin, cpu: cpuMillis() - cpu, answers: await Promise.all(answers) }
  } finally {
    await context.close()
  }
}

/** In the page: when things are there, and when the largest of them was painted. */
function watch(parts) {
  const seen = (window.lookSeen = {})
  const isThere = (selector) =>
    selector.startsWith('text=')
      ? document.querySelector('main')?.textContent.includes(selector.slice(5))
      : document.querySelector(selector)
  const check = () => {
    for (const [name, selector] of Object.entries(parts)) {
      if (!(name in seen) && isThere(selector)) seen[name] = performance.now()
    }
    if (Object.keys(seen).length < Object.keys(parts).length) requestAnimationFrame(check)
  }
  check()
  new PerformanceObserver((entries) => {
    for (const entry of entries.getEntries()) window.lookLargest = entry.startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
}

/** The stream of events never ends. */
function isCounted(request) {
  return request.url().startsWith(url) && !request.url().includes('/v2/events')
}

async function sizeOf(request) {
  const { responseBodySize } = await request.sizes()
  const response = await request.response()
  const body = await response.body().catch(() => '')
  const { requestStart, responseEnd } = request.timing()
  return {
    path: `${request.method()} ${new URL(request.url()).pathname}`,
    isApi: request.url().includes('/v2/'),
    status: response.status(),
    bytes: body.length,
    sent: responseBodySize,
    millis: responseEnd - requestStart,
  }
}

/** Processor time that the platform has used. */
function cpuMillis() {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const [user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ').slice(11, 13)
  return (Number(user) + Number(system)) * 10
}

function median(values) {
  const sorted = values.filter((it) => it !== undefined).sort((a, b) => a - b)
  return sorted.length === 0 ? undefined : sorted[Math.floor((sorted.length - 1) / 2)]
}

function shown(millis) {
  return millis === undefined ? 'never' : Math.round(millis).toString()
}

function report(results) {
  const titles = ['page', 'first paint', 'largest', 'seen, ms', 'all done', 'server CPU', 'answers', 'in all KiB', 'largest answer KiB']
  console.log(`| ${titles.join(' | ')} |`)
  console.log(`| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: | --- |`)
  for (const { name, runs } of results) {
    const of = (value) => shown(median(runs.map(value)))
    const names = [...new Set(runs.flatMap((it) => Object.keys(it.seen)))]
    const seen = names.map((part) => `${part} ${of((it) => it.seen[part])}`).join(', ')
    const api = runs.at(-1).answers.filter((it) => it.isApi)
    const all = api.reduce((sum, it) => sum + it.bytes, 0)
    const largest = api.toSorted((a, b) => b.bytes - a.bytes)[0]
    const bad = api.filter((it) => it.status >= 400).map((it) => `${it.status} ${it.path}`)
    const cells = [
      name,
      of((it) => it.first),
      of((it) => it.largest),
      seen,
      of((it) => it.done),
      of((it) => it.cpu),
      api.length,
      Math.round(all / KIB),
      largest && `${Math.round(largest.bytes / KIB)} ${largest.path} ${bad.join(' ')}`,
    ]
    console.log(`| ${cells.join(' | ')} |`)
  }
  slowest(results)
}

function slowest(results) {
  const all = results.flatMap(({ name, runs }) =>
    runs.flatMap((run) => run.answers.filter((it) => it.isApi).map((it) => ({ name, ...it }))),
  )
  console.log('\nSlowest answers:\n')
  for (const it of all.toSorted((a, b) => b.millis - a.millis).slice(0, 15)) {
    console.log(`- ${Math.round(it.millis)} ms, ${Math.round(it.bytes / KIB)} KiB: ${it.path} (${it.name})`)
  }
  const files = results.flatMap(({ runs }) => runs.flatMap((run) => run.answers)).filter((it) => !it.isApi)
  const file = files.toSorted((a, b) => b.bytes - a.bytes)[0]
  if (file) console.log(`\nLargest file: ${file.path}, ${Math.round(file.bytes / KIB)} KiB`)
}
