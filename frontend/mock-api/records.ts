import type { AuditEntry } from '../src/api/audit.ts'
import type * as Api from '../src/api/types.ts'

/** A variable with what it was before, by position. */
export interface StoredVariable extends Api.Variable {
  past: { position: number; value: string }[]
}

export interface StoredFlow extends Api.SequenceFlow {
  processInstanceKey: string
}

export interface StoredBatch extends Api.BatchOperation {
  items: Api.BatchOperationItem[]
}

export interface StoredJob extends Api.Job {
  processInstanceKey: string
}

export interface StoredSubscription extends Api.MessageSubscription {
  processInstanceKey: string
}

export interface StoredTimer extends Api.Timer {
  processInstanceKey: string
}

/** Everything there is. */
export interface Tables {
  definitions: Api.ProcessDefinition[]
  instances: Api.ProcessInstance[]
  elements: Api.ElementInstance[]
  variables: StoredVariable[]
  incidents: Api.Incident[]
  jobs: StoredJob[]
  subscriptions: StoredSubscription[]
  timers: StoredTimer[]
  flows: StoredFlow[]
  batches: StoredBatch[]
  audit: AuditEntry[]
}

export const emptyTables = (): Tables => ({
  definitions: [],
  instances: [],
  elements: [],
  variables: [],
  incidents: [],
  jobs: [],
  subscriptions: [],
  timers: [],
  flows: [],
  batches: [],
  audit: [],
})
