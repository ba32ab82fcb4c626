import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElementInstance, ElementStatistics, ProcessInstance } from '../src/api/types.ts'
import type { Route } from './api.ts'
import { explain } from './explain.ts'
import { accepts, isObject, matches, Refusal, search, type Extras } from './search.ts'
import { activity, asOf, dashboard, health, loads, timeline } from './views.ts'
import type { World } from './world.ts'

const WITH_DRAWING = readFileSync(join(import.meta.dirname, 'order.bpmn'), 'utf8')
const WITHOUT_DRAWING = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="http://mock">
  <process id="nightly-import" isExecutable="true"><startEvent id="start" /></process>
</definitions>`
const MAX_VALUE = 8_191
const MAX_MESSAGE = 1_000

/** What the filters of process instances mean beyond their fields. */
export const instanceExtras = (world: World): Extras<ProcessInstance> => ({
  elementId: (it, wanted) =>
    world
      .elementsOf(it.processInstanceKey)
      .some((e) => e.elementId === wanted && (it.state !== 'ACTIVE' || e.state === 'ACTIVE')),
  errorMessage: (it, wanted) =>
    world.tables.incidents.some(
      (incident) =>
        incident.processInstanceKey === it.processInstanceKey &&
        incident.state === 'ACTIVE' &&
        accepts(incident.errorMessage, wanted),
    ),
  incidentErrorHashCode: (it, wanted) =>
    world.tables.incidents.some(
      (incident) =>
        incident.processInstanceKey === it.processInstanceKey &&
        incident.state === 'ACTIVE' &&
        accepts(hashOf(incident.errorMessage), wanted),
    ),
  batchOperationKey: (it, wanted) =>
    world.tables.batches.some(
      (batch) =>
        batch.batchOperationKey === wanted &&
        batch.items.some((item) => item.processInstanceKey === it.processInstanceKey),
    ),
  hasRetriesLeft: (it, wanted) =>
    world.tables.jobs.some(
      (job) =>
        job.processInstanceKey === it.processInstanceKey &&
        job.state === 'FAILED' &&
        job.retries > 0,
    ) === wanted,
  variables: (it, wanted) =>
    Array.isArray(wanted) &&
    wanted
      .filter(isObject)
      .every((one) =>
        world.tables.variables.some(
          (variable) =>
            variable.processInstanceKey === it.processInstanceKey &&
            variable.name === one.name &&
            accepts(variable.value, one.value),
        ),
      ),
})

export function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Refusal(404, 'NOT_FOUND', 'There is nothing with this key')
  return value
}

const one = (path: string | undefined) => path ?? ''

export const reads: Route[] = [
  ['GET', /^\/v2\/dashboard$/, ({ world }) => dashboard(world)],
  ['GET', /^\/v2\/health$/, () => health()],
  ['GET', /^\/v2\/activity$/, ({ world, query }) => ({ items: activity(world, query) })],
  [
    'POST',
    /^\/v2\/process-definitions\/search$/,
    ({ world, json }) => search(world.tables.definitions, json, 'processDefinitionKey'),
  ],
  [
    'POST',
    /^\/v2\/process-definitions\/statistics\/process-instances$/,
    ({ world }) => ({ items: loads(world) }),
  ],
  [
    'GET',
    /^\/v2\/process-definitions\/(\d+)\/xml$/,
    ({ world, path }) => {
      const key = one(path[0])
      const definition = world.tables.definitions.find((it) => it.processDefinitionKey === key)
      return found(definition).processDefinitionId === 'order' ? WITH_DRAWING : WITHOUT_DRAWING
    },
  ],
  [
    'POST',
    /^\/v2\/process-definitions\/(\d+)\/statistics\/element-instances$/,
    ({ world, path, json }) => {
      const filter = isObject(json.filter) ? json.filter : {}
      const extras = instanceExtras(world)
      const keys = new Set(
        world.tables.instances
          .filter((it) => it.processDefinitionKey === path[0] && matches(it, filter, extras))
          .map((it) => it.processInstanceKey),
      )
      const elements = world.tables.elements.filter((it) => keys.has(it.processInstanceKey))
      return { items: statistics(elements) }
    },
  ],
  [
    'POST',
    /^\/v2\/process-instances\/search$/,
    ({ world, json }) =>
      search(world.tables.instances, json, 'processInstanceKey', instanceExtras(world)),
  ],
  [
    'GET',
    /^\/v2\/process-instances\/(\d+)$/,
    ({ world, path }) => found(world.instance(one(path[0]))),
  ],
  [
    'GET',
    /^\/v2\/process-instances\/(\d+)\/statistics\/element-instances$/,
    ({ world, path }) => ({ items: statistics(world.elementsOf(one(path[0]))) }),
  ],
  [
    'GET',
    /^\/v2\/process-instances\/(\d+)\/sequence-flows$/,
    ({ world, path }) => ({
      items: world.tables.flows.filter((it) => it.processInstanceKey === path[0]),
    }),
  ],
  [
    'GET',
    /^\/v2\/process-instances\/(\d+)\/call-hierarchy$/,
    ({ world, path }) => hierarchy(world, world.instance(one(path[0]))),
  ],
  [
    'GET',
    /^\/v2\/process-instances\/(\d+)\/timeline$/,
    ({ world, path, query }) => timeline(world, one(path[0]), query),
  ],
  [
    'GET',
    /^\/v2\/process-instances\/(\d+)\/as-of$/,
    ({ world, path, query }) => asOf(world, one(path[0]), Number(query.get('position'))),
  ],
  ['GET', /^\/v2\/explain\/(\d+)$/, ({ world, path }) => explain(world, one(path[0]))],
  [
    'POST',
    /^\/v2\/element-instances\/search$/,
    ({ world, json }) => search(world.tables.elements, json, 'elementInstanceKey'),
  ],
  [
    'GET',
    /^\/v2\/element-instances\/(\d+)$/,
    ({ world, path }) =>
      found(world.tables.elements.find((it) => it.elementInstanceKey === path[0])),
  ],
  [
    'POST',
    /^\/v2\/variables\/search$/,
    ({ world, json, query }) => {
      const page = search(world.tables.variables, json, 'variableKey')
      const length = Number(query.get('valueLength') ?? MAX_VALUE)
      return { ...page, items: page.items.map((it) => cut(it, length)) }
    },
  ],
  [
    'GET',
    /^\/v2\/variables\/(\d+)$/,
    ({ world, path }) =>
      cut(found(world.tables.variables.find((it) => it.variableKey === path[0])), Infinity),
  ],
  [
    'POST',
    /^\/v2\/process-instances\/(\d+)\/incidents\/search$/,
    ({ world, path, json }) =>
      search(
        world.tables.incidents.filter((it) => it.processInstanceKey === path[0]),
        json,
        'incidentKey',
      ),
  ],
  [
    'POST',
    /^\/v2\/incidents\/statistics\/process-instances-by-error$/,
    ({ world }) => ({ items: errors(world) }),
  ],
  ['POST', /^\/v2\/jobs\/search$/, ({ world, json }) => search(world.tables.jobs, json, 'jobKey')],
  [
    'POST',
    /^\/v2\/message-subscriptions\/search$/,
    ({ world, json }) => search(world.tables.subscriptions, json, 'messageSubscriptionKey'),
  ],
  [
    'POST',
    /^\/v2\/timers\/search$/,
    ({ world, json }) => search(world.tables.timers, json, 'timerKey'),
  ],
]

function cut<T extends { value: string; past: unknown }>(variable: T, length: number) {
  const { past: _, ...shown } = variable
  const isTruncated = variable.value.length > length
  return { ...shown, isTruncated, value: variable.value.slice(0, length) }
}

export function statistics(elements: ElementInstance[]): ElementStatistics[] {
  const byId = new Map<string, ElementStatistics>()
  for (const { elementId, state, hasIncident } of elements) {
    const counts = byId.get(elementId) ?? {
      elementId,
      active: 0,
      incidents: 0,
      completed: 0,
      canceled: 0,
    }
    byId.set(elementId, counts)
    if (state === 'ACTIVE') counts[hasIncident ? 'incidents' : 'active']++
    else counts[state === 'COMPLETED' ? 'completed' : 'canceled']++
  }
  return [...byId.values()]
}

function hierarchy(world: World, instance: ProcessInstance | undefined): object[] {
  if (!instance) throw new Refusal(404, 'NOT_FOUND', 'There is nothing with this key')
  const { parentProcessInstanceKey: parent, ...it } = instance
  const above = parent === null ? [] : hierarchy(world, world.instance(parent))
  const { processInstanceKey, processDefinitionKey, processDefinitionName } = it
  return [...above, { processInstanceKey, processDefinitionKey, processDefinitionName }]
}

function errors(world: World) {
  const counts = new Map<string, { errorType: string; errorMessage: string; keys: Set<string> }>()
  for (const { state, errorType, errorMessage, processInstanceKey } of world.tables.incidents) {
    if (state !== 'ACTIVE') continue
    const group = counts.get(errorMessage) ?? { errorType, errorMessage, keys: new Set() }
    group.keys.add(processInstanceKey)
    counts.set(errorMessage, group)
  }
  return [...counts.values()]
    .map(({ keys, ...it }) => ({
      ...it,
      errorMessage: it.errorMessage.slice(0, MAX_MESSAGE),
      errorHashCode: hashOf(it.errorMessage),
      activeInstancesWithErrorCount: keys.size,
    }))
    .toSorted((a, b) => b.activeInstancesWithErrorCount - a.activeInstancesWithErrorCount)
}

/** A number that the same text always has. */
const hashOf = (text: string) =>
  Array.from(text).reduce((hash, it) => (Math.imul(31, hash) + (it.codePointAt(0) ?? 0)) | 0, 0)
