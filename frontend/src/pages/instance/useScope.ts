import { useQuery } from '@tanstack/react-query'
import { elementInstance, visits } from '../../api/queries.ts'
import type { InstanceState, ProcessInstance } from '../../api/types.ts'
import { route } from './route.ts'

/** The visit to an element, or the instance, whose variables are shown. */
export interface Scope {
  key: string
  /** What it is called; null for the instance itself. */
  name: string | null
  state: InstanceState
}

/** The chosen scope: that of the address, else the newest visit to the chosen element. */
export function useScope(instance: ProcessInstance): Scope | null {
  const { scope, element } = route.useSearch()
  const key = instance.processInstanceKey
  const byKey = useQuery({ ...elementInstance(scope ?? ''), enabled: scope !== undefined })
  const byElement = useQuery({
    ...visits(key, element ?? ''),
    enabled: element !== undefined && scope === undefined,
  })

  if (scope === undefined && element === undefined) {
    return { key, name: null, state: instance.state }
  }
  const found = scope === undefined ? byElement.data?.items[0] : byKey.data
  return found
    ? {
        key: found.elementInstanceKey,
        name: found.elementName ?? found.elementId,
        state: found.state,
      }
    : null
}
