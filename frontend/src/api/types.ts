/** What the REST API answers: Camunda's shapes, and ours where it has none. Keys are strings. */

export const INSTANCE_STATES = ['ACTIVE', 'COMPLETED', 'TERMINATED'] as const
export type InstanceState = (typeof INSTANCE_STATES)[number]

export const JOB_STATES = [
  'CREATED',
  'ACTIVATED',
  'COMPLETED',
  'FAILED',
  'ERROR_THROWN',
  'TIMED_OUT',
  'RETRIES_UPDATED',
  'CANCELED',
] as const
export type JobState = (typeof JOB_STATES)[number]

export const BATCH_STATES = [
  'CREATED',
  'ACTIVE',
  'COMPLETED',
  'PARTIALLY_COMPLETED',
  'CANCELED',
  'FAILED',
] as const
export type BatchState = (typeof BATCH_STATES)[number]

export type BatchItemState = 'ACTIVE' | 'COMPLETED' | 'FAILED' | 'CANCELED'

export interface ProcessDefinition {
  processDefinitionKey: string
  processDefinitionId: string
  name: string | null
  version: number
  versionTag: string | null
  resourceName: string
  isLatestVersion: boolean
  tenantId: string
}

export interface ProcessInstance {
  processInstanceKey: string
  processDefinitionId: string
  processDefinitionName: string | null
  processDefinitionVersion: number
  processDefinitionVersionTag: string | null
  processDefinitionKey: string
  parentProcessInstanceKey: string | null
  parentElementInstanceKey: string | null
  startDate: string
  endDate: string | null
  state: InstanceState
  hasIncident: boolean
  tenantId: string
}

export interface ElementInstance {
  elementInstanceKey: string
  processInstanceKey: string
  elementId: string
  elementName: string | null
  type: string
  scopeKey: string
  startDate: string
  endDate: string | null
  startPosition: number
  endPosition: number | null
  state: InstanceState
  hasIncident: boolean
  incidentKey: string | null
}

export interface Variable {
  variableKey: string
  name: string
  value: string
  isTruncated: boolean
  scopeKey: string
  processInstanceKey: string
}

export interface Incident {
  incidentKey: string
  errorType: string
  errorMessage: string
  processDefinitionId: string
  processInstanceKey: string
  elementId: string
  elementInstanceKey: string
  jobKey: string | null
  creationTime: string
  state: 'ACTIVE' | 'RESOLVED'
}

export interface Job {
  jobKey: string
  type: string
  worker: string
  state: JobState
  retries: number
  errorCode: string | null
  errorMessage: string | null
  deadline: string | null
  creationTime: string
  endTime: string | null
  elementId: string
  elementInstanceKey: string
}

export interface MessageSubscription {
  messageSubscriptionKey: string
  messageName: string
  correlationKey: string
  messageSubscriptionState: 'CREATED' | 'CORRELATED' | 'DELETED'
  elementId: string
  elementInstanceKey: string | null
  lastUpdatedDate: string
}

export interface Timer {
  timerKey: string
  dueDate: string
  repetitions: number
  state: 'CREATED' | 'TRIGGERED' | 'CANCELED'
  elementId: string
  elementInstanceKey: string | null
}

export interface BatchOperation {
  batchOperationKey: string
  batchOperationType: string
  state: BatchState
  actorId: string
  startDate: string
  endDate: string | null
  operationsTotalCount: number
  operationsCompletedCount: number
  operationsFailedCount: number
}

export interface BatchOperationItem {
  batchOperationKey: string
  itemKey: string
  processInstanceKey: string
  state: BatchItemState
  processedDate: string | null
  errorMessage: string | null
}

export interface ElementStatistics {
  elementId: string
  active: number
  incidents: number
  completed: number
  canceled: number
}

export interface SequenceFlow {
  elementId: string
  count: number
}

export interface Called {
  processInstanceKey: string
  processDefinitionKey: string
  processDefinitionName: string | null
}

export interface DefinitionLoad {
  processDefinitionId: string
  latestProcessDefinitionName: string | null
  hasMultipleVersions: boolean
  activeInstancesWithoutIncidentCount: number
  activeInstancesWithIncidentCount: number
}

export interface ErrorGroup {
  errorHashCode: number
  errorMessage: string
  errorType: string
  activeInstancesWithErrorCount: number
}

export interface ActivityPoint {
  from: string
  started: number
  ended: number
}

export interface Health {
  status: string
  details?: Record<string, unknown>
  components?: Record<string, Health>
}

export interface Dashboard {
  asOf: string
  positions: Record<string, number>
  activeInstances: number
  instancesWithIncident: number
  definitions: number
}

export interface HealthAnswer {
  health: Health | null
}

export interface User {
  username: string
  displayName: string
  roles: string[]
  canOperate: boolean
  canAdminister: boolean
}

export interface SignInWays {
  form: boolean
  oidc: { id: string; name: string; url: string }[]
  demoUser: boolean
}

export interface Moment {
  position: number
  timestamp: string
  what: 'STARTED' | 'COMPLETED' | 'TERMINATED'
  elementId: string
  elementName: string | null
  type: string
  elementInstanceKey: string
}

export interface Timeline {
  items: Moment[]
  firstPosition: number
  lastPosition: number
  hasMore: boolean
}

export interface AsOf {
  position: number
  timestamp: string | null
  elements: ElementStatistics[]
  active: ElementInstance[]
  variables: Variable[]
  isTruncated: boolean
}

export const CAUSES = [
  'JOB',
  'MESSAGE',
  'TIMER',
  'INCIDENT',
  'CALLED_PROCESS',
  'CHILDREN',
  'ENDED',
  'OTHER',
] as const
export type Cause = (typeof CAUSES)[number]

export interface Explanation {
  elementInstanceKey: string | null
  elementId: string
  elementName: string | null
  cause: Cause
  sentence: string
  evidence: Record<string, unknown>
}

export interface Explained {
  key: string
  kind: string
  asOf: string
  explanations: Explanation[]
  isTruncated: boolean
}

export interface Items<T> {
  items: T[]
}

export interface Page<T> {
  items: T[]
  page: {
    totalItems: number
    hasMoreTotalItems: boolean
    startCursor: string | null
    endCursor: string | null
  }
}

export interface Search {
  filter?: Record<string, unknown>
  sort?: { field: string; order: 'ASC' | 'DESC' }[]
  page?: { limit: number; after?: string; before?: string }
}
