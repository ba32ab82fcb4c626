import type { BatchOperation, ElementInstance, ProcessInstance, User } from './types.ts'

/** Why something may not be done, as the name of a text; null if it may. */
export type Refusal =
  | 'problem.needsOperator'
  | 'instance.ended'
  | 'instance.noIncident'
  | 'variables.elementEnded'
  | 'batches.over'
  | null

const operate = (user: User): Refusal => (user.canOperate ? null : 'problem.needsOperator')

export const instanceCan = {
  cancel: (user: User, it: ProcessInstance): Refusal =>
    operate(user) ?? (it.state === 'ACTIVE' ? null : 'instance.ended'),
  retry: (user: User, it: ProcessInstance): Refusal =>
    instanceCan.cancel(user, it) ?? (it.hasIncident ? null : 'instance.noIncident'),
}

export const scopeCan = {
  changeVariables: (user: User, it: Pick<ElementInstance, 'state'>): Refusal =>
    operate(user) ?? (it.state === 'ACTIVE' ? null : 'variables.elementEnded'),
}

export const incidentCan = { retry: operate }

export const batchCan = {
  begin: operate,
  stop: (user: User, it: BatchOperation): Refusal =>
    operate(user) ?? (it.state === 'CREATED' || it.state === 'ACTIVE' ? null : 'batches.over'),
}
