import type { AuditEntry } from '../src/api/audit.ts'
import type { Route } from './api.ts'
import { Refusal, search } from './search.ts'
import type { World } from './world.ts'

/** What each command is called in the audit log, and what it is done to. */
const DEEDS: [path: RegExp, operationType: string, entityType: string][] = [
  [/^\/v2\/process-instances\/(\d+)\/cancellation$/, 'CANCEL_PROCESS_INSTANCE', 'PROCESS_INSTANCE'],
  [/^\/v2\/incidents\/(\d+)\/resolution$/, 'RESOLVE_INCIDENT', 'INCIDENT'],
  [/^\/v2\/element-instances\/(\d+)\/variables$/, 'SET_VARIABLES', 'ELEMENT_INSTANCE'],
  [/^\/v2\/batch-operations\/(\d+)\/cancellation$/, 'CANCEL_BATCH', 'BATCH'],
  [/^\/v2\/process-instances\/cancellation$/, 'BATCH_CANCEL_PROCESS_INSTANCE', 'BATCH'],
  [/^\/v2\/process-instances(?:\/\d+)?\/incident-resolution$/, 'BATCH_RESOLVE_INCIDENT', 'BATCH'],
]

/** Notes what was done, or what it was refused with. */
export function note(world: World, actorId: string, path: string, refusal: string | null) {
  const deed = DEEDS.find(([pattern]) => pattern.test(path))
  if (!deed) return
  const [pattern, operationType, entityType] = deed
  const batch = world.tables.batches.at(-1)?.batchOperationKey
  const entry: AuditEntry = {
    auditLogKey: world.newKey(),
    timestamp: world.iso(Date.now()),
    actorId,
    operationType,
    entityType,
    entityKey: pattern.exec(path)?.[1] ?? batch ?? '0',
    result: refusal === null ? 'SUCCESS' : 'FAIL',
    detail: refusal,
  }
  world.tables.audit.push(entry)
}

export const audit: Route[] = [
  [
    'POST',
    /^\/v2\/audit-logs\/search$/,
    ({ world, json, user }) => {
      if (!user.canAdminister) throw new Refusal(403, 'FORBIDDEN', 'This needs the role admin')
      return search(world.tables.audit, json, 'auditLogKey')
    },
  ],
]
