import type {
  ActivityPoint,
  AsOf,
  Dashboard,
  DefinitionLoad,
  ElementInstance,
  HealthAnswer,
  Moment,
  Timeline,
} from '../src/api/types.ts'
import { statistics } from './reads.ts'
import type { World } from './world.ts'

/** Answers that are put together from several tables. */

export function dashboard(world: World): Dashboard {
  const active = world.tables.instances.filter((it) => it.state === 'ACTIVE')
  return {
    asOf: world.iso(Date.now()),
    positions: { 1: world.position },
    activeInstances: active.length,
    instancesWithIncident: active.filter((it) => it.hasIncident).length,
    definitions: world.tables.definitions.length,
  }
}

export function health(): HealthAnswer {
  return {
    health: {
      status: 'DEGRADED',
      components: {
        exporters: {
          status: 'DEGRADED',
          details: {
            'read-model on partition 1': 'RUNNING, 3 records (1 KiB of log) behind',
            'elasticsearch on partition 1':
              'RETRYING, 18204 records (9102 KiB of log) behind: connection refused',
          },
        },
        gateway: { status: 'UP', details: { brokers: 1, partitions: 1 } },
        partitions: { status: 'UP', details: { 1: 'LEADING, HEALTHY' } },
        ping: { status: 'UP' },
      },
    },
  }
}

export function activity(world: World, query: URLSearchParams): ActivityPoint[] {
  const from = Date.parse(query.get('from') ?? '')
  const to = Date.parse(query.get('to') ?? '')
  const step = Number(/PT(\d+)M/.exec(query.get('interval') ?? '')?.[1] ?? 1) * 60_000
  const points: ActivityPoint[] = []
  for (let at = from; at < to; at += step) {
    const within = (iso: string | null) =>
      iso !== null && Date.parse(iso) >= at && Date.parse(iso) < at + step
    points.push({
      from: world.iso(at),
      started: world.tables.instances.filter((it) => within(it.startDate)).length,
      ended: world.tables.instances.filter((it) => within(it.endDate)).length,
    })
  }
  return points
}

export function loads(world: World): DefinitionLoad[] {
  const loads = new Map<string, DefinitionLoad>()
  for (const it of world.tables.instances) {
    if (it.state !== 'ACTIVE') continue
    const load = loads.get(it.processDefinitionId) ?? {
      processDefinitionId: it.processDefinitionId,
      latestProcessDefinitionName: it.processDefinitionName,
      hasMultipleVersions: false,
      activeInstancesWithoutIncidentCount: 0,
      activeInstancesWithIncidentCount: 0,
    }
    loads.set(it.processDefinitionId, load)
    if (it.hasIncident) load.activeInstancesWithIncidentCount++
    else load.activeInstancesWithoutIncidentCount++
  }
  return [...loads.values()].toSorted(
    (a, b) => b.activeInstancesWithoutIncidentCount - a.activeInstancesWithoutIncidentCount,
  )
}

export function timeline(world: World, key: string, query: URLSearchParams): Timeline {
  const limit = Number(query.get('limit') ?? 1_000)
  const upTo = query.get('upTo')
  const after = Number(query.get('after') ?? 0)
  const all = world.elementsOf(key).flatMap(moments)
  all.sort((a, b) => a.position - b.position)
  const items =
    upTo === null
      ? all.filter((it) => it.position > after).slice(0, limit)
      : all.filter((it) => it.position <= Number(upTo)).slice(-limit)
  const lastPosition = all.at(-1)?.position ?? 0
  return {
    items,
    firstPosition: all[0]?.position ?? 0,
    lastPosition,
    hasMore: (items.at(-1)?.position ?? lastPosition) < lastPosition,
  }
}

function moments(it: ElementInstance): Moment[] {
  const { elementId, elementName, type, elementInstanceKey } = it
  const at = { elementId, elementName, type, elementInstanceKey }
  const started = { ...at, position: it.startPosition, timestamp: it.startDate, what: 'STARTED' }
  const begin: Moment = { ...started, what: 'STARTED' }
  if (it.endPosition === null || it.endDate === null || it.state === 'ACTIVE') return [begin]
  return [begin, { ...at, position: it.endPosition, timestamp: it.endDate, what: it.state }]
}

const MAX_VARIABLES = 250
const MAX_LETTERS = 1_000

export function asOf(world: World, key: string, position: number): AsOf {
  const then = world
    .elementsOf(key)
    .filter((it) => it.startPosition <= position)
    .map((it) => ((it.endPosition ?? Infinity) <= position ? it : stillActive(it)))
  const variables = world.tables.variables.flatMap(({ past, ...it }) => {
    const value = past.findLast((was) => was.position <= position)?.value
    if (it.processInstanceKey !== key || value === undefined) return []
    const isTruncated = value.length > MAX_LETTERS
    return [{ ...it, value: value.slice(0, MAX_LETTERS), isTruncated }]
  })
  const times = then.map((it) => it.endDate ?? it.startDate).toSorted()
  return {
    position,
    timestamp: times.at(-1) ?? null,
    elements: statistics(then),
    active: then.filter((it) => it.state === 'ACTIVE').slice(0, 1_000),
    variables: variables.slice(0, MAX_VARIABLES),
    isTruncated: variables.length > MAX_VARIABLES,
  }
}

const stillActive = (it: ElementInstance): ElementInstance => ({
  ...it,
  state: 'ACTIVE',
  endDate: null,
  endPosition: null,
  hasIncident: false,
})
