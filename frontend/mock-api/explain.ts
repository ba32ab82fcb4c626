import type { ElementInstance, Explained, Explanation } from '../src/api/types.ts'
import type { World } from './world.ts'

/** Why each active element of an instance waits. */
export function explain(world: World, key: string): Explained {
  const active = world.elementsOf(key).filter((it) => it.state === 'ACTIVE')
  const explanations = active.slice(0, 100).map((it) => reason(world, it))
  return {
    key,
    kind: 'PROCESS_INSTANCE',
    asOf: world.iso(),
    explanations,
    isTruncated: active.length > 100,
  }
}

function reason(world: World, it: ElementInstance): Explanation {
  const { elementInstanceKey, elementId, elementName } = it
  const at = { elementInstanceKey, elementId, elementName }
  const mine = (row: { elementInstanceKey: string | null }) =>
    row.elementInstanceKey === elementInstanceKey
  const incident = world.tables.incidents.find((row) => mine(row) && row.state === 'ACTIVE')
  if (incident) {
    const { errorType, errorMessage, incidentKey } = incident
    const sentence = `Incident ${errorType} since ${incident.creationTime}: ${errorMessage}`
    return { ...at, cause: 'INCIDENT', sentence, evidence: { incidentKey, errorType } }
  }
  const waiting = world.tables.subscriptions.find(mine)
  if (waiting) {
    const { messageName, correlationKey } = waiting
    const sentence = `Waits for message ${messageName} with key ${correlationKey}; no similar key has been seen.`
    return { ...at, cause: 'MESSAGE', sentence, evidence: { messageName, correlationKey } }
  }
  const job = world.tables.jobs.find(mine)
  if (job) {
    const sentence = `No worker is connected for type ${job.type} since 14:02; 3 jobs wait, the oldest since 13:58.`
    return { ...at, cause: 'JOB', sentence, evidence: { type: job.type, jobsAhead: 2 } }
  }
  const children = it.type === 'MULTI_INSTANCE_BODY'
  const cause = children ? 'CHILDREN' : it.type === 'CALL_ACTIVITY' ? 'CALLED_PROCESS' : 'OTHER'
  return { ...at, cause, sentence: `Waits for what runs inside ${elementId}.`, evidence: {} }
}
