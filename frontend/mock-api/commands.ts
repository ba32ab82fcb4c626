import type { BatchOperationItem, Incident, ProcessInstance } from '../src/api/types.ts'
import type { Call, Route } from './api.ts'
import { found, instanceExtras } from './reads.ts'
import type { StoredBatch } from './records.ts'
import { isObject, matches, Refusal, search } from './search.ts'
import { retry } from './story.ts'
import type { World } from './world.ts'

/** How long an operation takes to be seen, and one item of a batch. */
const LAG_MILLIS = 150
const BATCH_STEP_MILLIS = 120
const BATCH_ITEMS_PER_STEP = 5

export const commands: Route[] = [
  [
    'POST',
    /^\/v2\/process-instances\/(\d+)\/cancellation$/,
    (call) => {
      const instance = acting(call, found(call.world.instance(call.path[0] ?? '')))
      if (instance.state !== 'ACTIVE') throw new Refusal(409, 'INVALID_STATE', 'It has ended')
      later(call.world, () => call.world.cancel(instance))
    },
  ],
  [
    'POST',
    /^\/v2\/incidents\/(\d+)\/resolution$/,
    (call) => {
      const { incidents } = call.world.tables
      const incident = found(incidents.find((it) => it.incidentKey === call.path[0]))
      acting(call, incident)
      later(call.world, () => retry(call.world, incident))
    },
  ],
  [
    'PUT',
    /^\/v2\/element-instances\/(\d+)\/variables$/,
    (call) => {
      const { world, path, json } = acting(call, call)
      const scope = path[0] ?? ''
      const element = world.tables.elements.find((it) => it.elementInstanceKey === scope)
      const instance = found(world.instance(element?.processInstanceKey ?? scope))
      const values = isObject(json.variables) ? json.variables : {}
      later(world, () => {
        for (const [name, value] of Object.entries(values)) {
          world.setVariable(scope, instance.processInstanceKey, name, JSON.stringify(value))
        }
      })
    },
  ],
  [
    'POST',
    /^\/v2\/process-instances\/(\d+)\/incident-resolution$/,
    (call) => {
      const instance = acting(call, found(call.world.instance(call.path[0] ?? '')))
      return retryAll(call, [instance])
    },
  ],
  [
    'POST',
    /^\/v2\/process-instances\/incident-resolution$/,
    (call) => retryAll(call, acting(call, chosen(call))),
  ],
  [
    'POST',
    /^\/v2\/process-instances\/cancellation$/,
    (call) => {
      const active = acting(call, chosen(call)).filter((it) => it.state === 'ACTIVE')
      return begin(
        call,
        'CANCEL_PROCESS_INSTANCE',
        active.map((it) => [it.processInstanceKey, it.processInstanceKey]),
        (item) => {
          const instance = found(call.world.instance(item.itemKey))
          if (instance.processDefinitionId === 'hostile') throw new Error('The engine refused it')
          call.world.cancel(instance)
        },
      )
    },
  ],
  [
    'POST',
    /^\/v2\/batch-operations\/search$/,
    ({ world, json }) => {
      const page = search(world.tables.batches, json, 'batchOperationKey')
      return { ...page, items: page.items.map(shown) }
    },
  ],
  [
    'GET',
    /^\/v2\/batch-operations\/(\d+)$/,
    ({ world, path }) => shown(found(batchOf(world, path[0]))),
  ],
  [
    'POST',
    /^\/v2\/batch-operation-items\/search$/,
    ({ world, json }) =>
      search(
        world.tables.batches.flatMap((it) => it.items),
        json,
        'itemKey',
      ),
  ],
  [
    'POST',
    /^\/v2\/batch-operations\/(\d+)\/cancellation$/,
    (call) => {
      const batch = acting(call, found(batchOf(call.world, call.path[0])))
      later(call.world, () => stop(batch))
    },
  ],
]

const batchOf = (world: World, key: string | undefined) =>
  world.tables.batches.find((it) => it.batchOperationKey === key)

function shown({ items: _, ...batch }: StoredBatch) {
  return batch
}

/** The same value, if the user may operate. */
function acting<T>({ user }: Call, value: T): T {
  if (!user.canOperate) throw new Refusal(403, 'FORBIDDEN', 'This needs the role operator')
  return value
}

function later(world: World, change: () => void) {
  const position = ++world.promised
  setTimeout(() => {
    world.now = Date.now()
    change()
    world.done = position
    world.tell()
  }, LAG_MILLIS)
}

function chosen({ world, json }: Call): ProcessInstance[] {
  const filter = isObject(json.filter) ? json.filter : {}
  if (Object.keys(filter).length === 0) {
    throw new Refusal(400, 'INVALID_ARGUMENT', 'filter must not be empty')
  }
  const extras = instanceExtras(world)
  return world.tables.instances.filter((it) => matches(it, filter, extras))
}

function retryAll(call: Call, instances: ProcessInstance[]) {
  const keys = new Set(instances.map((it) => it.processInstanceKey))
  const open = call.world.tables.incidents.filter(
    (it: Incident) => it.state === 'ACTIVE' && keys.has(it.processInstanceKey),
  )
  return begin(
    call,
    'RESOLVE_INCIDENT',
    open.map((it) => [it.incidentKey, it.processInstanceKey]),
    (item) => {
      const incident = found(open.find((it) => it.incidentKey === item.itemKey))
      retry(call.world, incident)
    },
  )
}

function begin(
  { world, user }: Call,
  batchOperationType: string,
  over: [itemKey: string, processInstanceKey: string][],
  act: (item: BatchOperationItem) => void,
) {
  const batchOperationKey = world.newKey()
  const batch: StoredBatch = {
    batchOperationKey,
    batchOperationType,
    state: 'ACTIVE',
    actorId: user.username,
    startDate: new Date().toISOString(),
    endDate: null,
    operationsTotalCount: over.length,
    operationsCompletedCount: 0,
    operationsFailedCount: 0,
    items: over.map(([itemKey, processInstanceKey]) => ({
      batchOperationKey,
      itemKey,
      processInstanceKey,
      state: 'ACTIVE',
      processedDate: null,
      errorMessage: null,
    })),
  }
  world.tables.batches.push(batch)
  setTimeout(() => step(world, batch, act), BATCH_STEP_MILLIS)
  return { batchOperationKey, batchOperationType }
}

function step(world: World, batch: StoredBatch, act: (item: BatchOperationItem) => void) {
  const waiting = batch.items.filter((it) => it.state === 'ACTIVE')
  world.now = Date.now()
  for (const item of waiting.slice(0, BATCH_ITEMS_PER_STEP)) {
    item.processedDate = new Date().toISOString()
    try {
      act(item)
      item.state = 'COMPLETED'
      batch.operationsCompletedCount++
    } catch (error) {
      item.state = 'FAILED'
      item.errorMessage = String(error)
      batch.operationsFailedCount++
    }
  }
  if (waiting.length > BATCH_ITEMS_PER_STEP) {
    setTimeout(() => step(world, batch, act), BATCH_STEP_MILLIS)
  } else if (batch.state === 'ACTIVE') {
    batch.endDate = new Date().toISOString()
    batch.state = batch.operationsFailedCount > 0 ? 'PARTIALLY_COMPLETED' : 'COMPLETED'
  }
  world.tell()
}

function stop(batch: StoredBatch) {
  for (const item of batch.items) if (item.state === 'ACTIVE') item.state = 'CANCELED'
  batch.state = 'CANCELED'
  batch.endDate = new Date().toISOString()
}
