import type { IconName } from '../../ui/Icon.tsx'

const CONTAINERS = new Set([
  'PROCESS',
  'SUB_PROCESS',
  'EVENT_SUB_PROCESS',
  'MULTI_INSTANCE_BODY',
  'AD_HOC_SUB_PROCESS',
  'AD_HOC_SUB_PROCESS_INNER_INSTANCE',
])

/** Whether elements of a type have others inside them. */
export const isContainer = (type: string) => CONTAINERS.has(type)

export function iconOf(type: string): IconName {
  if (isContainer(type)) return 'container'
  if (type.endsWith('EVENT')) return 'event'
  if (type.endsWith('GATEWAY')) return 'gateway'
  return type === 'CALL_ACTIVITY' ? 'process' : 'task'
}
