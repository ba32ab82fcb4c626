import type { AuditEntry } from '../../api/audit.ts'
import type { Search } from '../../api/types.ts'
import type { Say } from '../../i18n/text.tsx'
import { containing } from '../../api/queries.ts'
import type { AuditSearch } from '../../shell/page-search.ts'

/** What can be done, as the audit log calls it. */
export const OPERATIONS = [
  'CANCEL_PROCESS_INSTANCE',
  'RESOLVE_INCIDENT',
  'SET_VARIABLES',
  'UPDATE_RETRIES',
  'UPDATE_TIMEOUT',
  'BATCH_CANCEL_PROCESS_INSTANCE',
  'BATCH_RESOLVE_INCIDENT',
  'CANCEL_BATCH',
  'PIN_CLOCK',
  'RESET_CLOCK',
] as const

const ENTITIES = [
  'PROCESS_INSTANCE',
  'ELEMENT_INSTANCE',
  'INCIDENT',
  'JOB',
  'BATCH',
  'CLOCK',
] as const

/** An operation in words; one that we do not know keeps its name. */
export const operationText = (type: string, t: Say): string =>
  known(OPERATIONS, type, (it) => t(`audit.op.${it}`))

/** What something was done to, in words. */
export const entityText = ({ entityType }: AuditEntry, t: Say): string =>
  known(ENTITIES, entityType, (it) => t(`audit.on.${it}`))

function known<T extends string>(all: readonly T[], name: string, say: (it: T) => string) {
  const found = all.find((it) => it === name)
  return found ? say(found) : name
}

/** The filter of entries that an address means. */
export function filterOf({ actor, operation, key, result }: AuditSearch): Record<string, unknown> {
  return {
    ...(actor && { actorId: { $like: containing(actor) } }),
    ...(operation && { operationType: operation }),
    ...(key && { entityKey: key }),
    ...(result && { result }),
  }
}

/** The order that an address means: the newest first unless it says otherwise. */
export function sortOf({ sort = 'timestamp', order }: AuditSearch): Search['sort'] {
  const way = order === 'ascending' ? 'ASC' : 'DESC'
  const newest = { field: 'auditLogKey', order: way } as const
  return sort === 'timestamp' ? [newest] : [{ field: sort, order: way }, newest]
}
