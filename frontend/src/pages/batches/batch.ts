import type { BatchOperation } from '../../api/types.ts'
import type { Say } from '../../i18n/text.tsx'

const KNOWN = ['CANCEL_PROCESS_INSTANCE', 'RESOLVE_INCIDENT'] as const

/** What a batch does, in words; one that we do not know keeps its name. */
export function operationText({ batchOperationType: type }: BatchOperation, t: Say): string {
  const known = KNOWN.find((it) => it === type)
  return known ? t(`operation.${known}`) : type
}

/** Part of the items that are done or failed, in percent; an empty batch is all done. */
export function percentDone(batch: BatchOperation, what: 'completed' | 'failed'): number {
  const { operationsTotalCount: total } = batch
  if (total === 0) return what === 'completed' ? 100 : 0
  const count = what === 'completed' ? batch.operationsCompletedCount : batch.operationsFailedCount
  return (count / total) * 100
}
