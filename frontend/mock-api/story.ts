import type {
  ElementInstance,
  Incident,
  ProcessDefinition,
  ProcessInstance,
} from '../src/api/types.ts'
import { World, type Step } from './world.ts'

/** What happened in the mock before anybody looked, and how it goes on. */

const ORDER: Step[] = [
  { elementId: 'order-received', name: 'Order received', type: 'START_EVENT' },
  {
    elementId: 'charge-card',
    name: 'Charge card',
    type: 'SERVICE_TASK',
    flow: 'to-charge',
    job: 'charge-card',
  },
  { elementId: 'is-express', name: 'Express?', type: 'EXCLUSIVE_GATEWAY', flow: 'to-express' },
  {
    elementId: 'book-parcel',
    name: 'Book parcel service',
    type: 'SERVICE_TASK',
    flow: 'to-parcel',
    job: 'book-parcel',
  },
  { elementId: 'is-booked', name: null, type: 'EXCLUSIVE_GATEWAY', flow: 'parcel-booked' },
  {
    elementId: 'collected',
    name: 'Parcel collected',
    type: 'INTERMEDIATE_CATCH_EVENT',
    flow: 'to-collected',
  },
  {
    elementId: 'await-delivery',
    name: 'Await delivery',
    type: 'RECEIVE_TASK',
    flow: 'to-delivery',
  },
  { elementId: 'delivered', name: 'Order delivered', type: 'END_EVENT', flow: 'to-delivered' },
]

export const HOSTILE = '<img src=x onerror="document.title=\'owned\'">'
export const MISTYPED = '4711-oops'
export const NO_CARD = `not the number of a card: ${MISTYPED}`
const CARD = /^"[0-9]{4}-[0-9]{4}"$/
const NO_STOCK = "Expected result of the expression 'stock > 0' to be BOOLEAN, but was NULL"
const LONG = `Could not reach the carrier\n${'\tat shop.Carrier.book(Carrier.java:42)\n'.repeat(30)}`

const ORDERS = 240
const BIG_CHILDREN = 5_000
const MINUTE = 60_000
const HOUR = 60 * MINUTE

export function newWorld(): World {
  const world = new World()
  const end = world.now
  world.now = end - HOUR
  const first = world.deploy('order', 'Order', 1, false)
  const second = world.deploy('order', 'Order', 2, true)
  const hostile = world.deploy('hostile', HOSTILE, 1, true)
  const nightly = world.deploy('nightly-import', null, 1, true)
  for (let i = 0; i < ORDERS; i++) {
    world.now = end - HOUR + Math.floor((i / ORDERS) * (HOUR - MINUTE))
    tellOrder(world, i % 5 === 0 ? first : second, i)
  }
  tellNightly(world, nightly, second)
  tellHostile(world, hostile)
  world.now = end
  return world
}

function tellOrder(world: World, definition: ProcessDefinition, i: number) {
  const instance = begin(world, definition, i)
  if (i % 6 === 5) return stick(world, instance, i)
  if (i % 3 === 0) return follow(world, instance, ORDER.length)
  const element = follow(world, instance, 2 + (i % 6))
  if (element) await_(world, element, i)
  if (i % 16 === 1) world.cancel(instance)
}

function begin(world: World, definition: ProcessDefinition, i: number) {
  const instance = world.start(definition)
  const set = (name: string, value: unknown) =>
    world.setVariable(
      instance.processInstanceKey,
      instance.processInstanceKey,
      name,
      JSON.stringify(value),
    )
  set('orderId', `A-${1000 + i}`)
  set('card', i % 6 === 5 ? MISTYPED : `4000-${1000 + i}`)
  set('total', 10 + i)
  set('express', false)
  set('customer', { name: `Customer ${i}`, address: { city: 'Utrecht', zip: '3511' } })
  return instance
}

/** Goes on to a number of steps; the last one is left active unless it ends the process. */
function follow(world: World, instance: ProcessInstance, steps: number, from = 0) {
  let current: ElementInstance | undefined
  for (const step of ORDER.slice(from, steps)) {
    if (current) world.leave(current)
    current = world.enter(instance, step)
  }
  if (current && steps === ORDER.length) {
    world.leave(current)
    world.end(instance, 'COMPLETED')
  }
  return current
}

function stick(world: World, instance: ProcessInstance, i: number) {
  const element = follow(world, instance, i % 4 === 3 ? 4 : 2)
  if (!element) return
  if (i % 4 === 3) world.fail(element, 'JOB_NO_RETRIES', LONG)
  else if (i % 7 === 0) world.fail(element, 'CONDITION_ERROR', NO_STOCK)
  else world.fail(element, 'JOB_NO_RETRIES', NO_CARD)
}

function await_(world: World, element: ElementInstance, i: number) {
  const { elementId, elementInstanceKey, processInstanceKey } = element
  const at = { elementId, elementInstanceKey, processInstanceKey }
  if (elementId === 'collected' || elementId === 'await-delivery') {
    world.tables.subscriptions.push({
      ...at,
      messageSubscriptionKey: world.newKey(),
      messageName: elementId === 'collected' ? 'parcel-collected' : 'parcel-delivered',
      correlationKey: `A-${1000 + i}`,
      messageSubscriptionState: 'CREATED',
      lastUpdatedDate: world.iso(),
    })
  }
  if (elementId === 'await-delivery') {
    world.tables.timers.push({
      ...at,
      timerKey: world.newKey(),
      dueDate: world.iso(world.now + 12 * HOUR),
      repetitions: 1,
      state: 'CREATED',
    })
  }
}

/** A large instance: a multi-instance body with thousands of children, and a called order. */
function tellNightly(world: World, definition: ProcessDefinition, called: ProcessDefinition) {
  const instance = world.start(definition)
  world.leave(world.enter(instance, { elementId: 'start', name: null, type: 'START_EVENT' }))
  const body = world.enter(instance, {
    elementId: 'import-row',
    name: 'Import row',
    type: 'MULTI_INSTANCE_BODY',
  })
  for (let i = 0; i < BIG_CHILDREN; i++) {
    const step = { elementId: 'import-row', name: 'Import row', type: 'SERVICE_TASK' }
    const child = world.enter(instance, step, body.elementInstanceKey)
    world.now -= 1_390
    if (i < BIG_CHILDREN - 5) world.leave(child)
  }
  const call = world.enter(instance, {
    elementId: 'order-missing',
    name: 'Order what is missing',
    type: 'CALL_ACTIVITY',
  })
  follow(world, world.start(called, call), 2)
  const text = JSON.stringify('x'.repeat(20_000))
  world.setVariable(instance.processInstanceKey, instance.processInstanceKey, 'rows', text)
}

function tellHostile(world: World, definition: ProcessDefinition) {
  const instance = world.start(definition)
  const step = { elementId: 'task', name: HOSTILE, type: 'SERVICE_TASK', job: HOSTILE }
  const element = world.enter(instance, step)
  const { processInstanceKey } = instance
  world.setVariable(processInstanceKey, processInstanceKey, HOSTILE, JSON.stringify(HOSTILE))
  world.fail(element, 'UNHANDLED_ERROR_EVENT', HOSTILE)
}

/** Tries again what an incident stopped: it goes through if what was wrong has been mended. */
export function retry(world: World, incident: Incident) {
  incident.state = 'RESOLVED'
  const instance = world.instance(incident.processInstanceKey)
  const element = world.tables.elements.find(
    (it) => it.elementInstanceKey === incident.elementInstanceKey,
  )
  if (!instance || !element) return
  const card = world.tables.variables.find(
    (it) => it.scopeKey === instance.processInstanceKey && it.name === 'card',
  )
  if (!CARD.test(card?.value ?? '')) {
    world.fail(element, incident.errorType, incident.errorMessage)
    return
  }
  instance.hasIncident = false
  world.leave(element)
  const at = ORDER.findIndex((step) => step.elementId === element.elementId)
  follow(world, instance, ORDER.length, at + 1)
}
