import type { Health } from '../../api/types.ts'
import { bytes } from '../../i18n/format.ts'

export interface Component {
  name: string
  status: string
  details: [string, string][]
}

/** How deep health is looked into, and how many lines of it are shown. */
const MAX_DEPTH = 4
const MAX_COMPONENTS = 200

/** What the framework says of itself; it is shown only when it is unwell. */
const OF_THE_FRAMEWORK = new Set(['livenessState', 'readinessState', 'ping', 'ssl'])

/** Details that say nothing about how somebody is doing. */
const NOT_TOLD = new Set(['path', 'exists'])

/** The component whose numbers are bytes. */
const DISK = 'diskSpace'

/** Everything that reports health, flat, each with the path of its name; what is unwell first. */
export function componentsOf(health: Health): Component[] {
  const all = below(health, '', 0).filter(
    (it) => it.status !== 'UP' || !OF_THE_FRAMEWORK.has(it.name),
  )
  const unwell = all.filter((it) => it.status !== 'UP')
  return [...unwell, ...all.filter((it) => it.status === 'UP')].slice(0, MAX_COMPONENTS)
}

function below(health: Health, path: string, depth: number): Component[] {
  if (depth >= MAX_DEPTH) return []
  return Object.entries(health.components ?? {}).flatMap(([name, it]) => {
    const full = path ? `${path} / ${name}` : name
    const { rows, rest } = detailsOf(it.details ?? {}, full)
    return [
      { name: full, status: it.status, details: rest },
      ...rows,
      ...below(it, full, depth + 1),
    ]
  })
}

/** Details with a status of their own become lines; the others are shown beside their owner. */
function detailsOf(details: Record<string, unknown>, path: string) {
  const rows: Component[] = []
  const rest: [string, string][] = []
  for (const [name, value] of Object.entries(details)) {
    if (NOT_TOLD.has(name)) continue
    if (isObject(value) && typeof value.status === 'string') {
      const { status, ...others } = value
      const shown = Object.entries(others).map(([key, it]): [string, string] => [key, textOf(it)])
      rows.push({ name: `${path} / ${name}`, status, details: shown })
    } else {
      const isSize = path === DISK && typeof value === 'number'
      rest.push([name, isSize ? bytes(value) : textOf(value)])
    }
  }
  return { rows, rest }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function textOf(value: unknown): string {
  if (typeof value === 'number') return new Intl.NumberFormat('en').format(value)
  return typeof value === 'string' ? value : JSON.stringify(value)
}
