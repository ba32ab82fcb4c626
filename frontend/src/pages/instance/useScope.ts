import { useQuery } from '@tanstack/react-query'
import { elementInstance, visits } from '../../api/queries.ts'
import type { ElementInstance, InstanceState, Page, ProcessInstance } from '../../api/types.ts'
import { route } from './route.ts'

/** The visit to an element, or the instance, whose variables are shown. */
export interface Scope {
  key: string
  /** What it is called; null for the instance itself. */
  name: string | null
  state: InstanceState
}

/** The chosen scope; null if the chosen element was never visited, undefined while unknown. */
interface Chosen {
  scope: Scope | null | undefined
  error: Error | null
  retry: () => void
}

/** The chosen scope: that of the address, else the newest visit to the chosen element. */
export function useScope(instance: ProcessInstance): Chosen {
  const { scope, element } = route.useSearch()
  const key = instance.processInstanceKey
  const byKey = useQuery({ ...elementInstance(scope ?? ''), enabled: scope !== undefined })
  const byElement = useQuery({
    ...visits(key, element ?? ''),
    enabled: element !== undefined && scope === undefined,
  })

  if (scope === undefined && element === undefined) {
    return { scope: { key, name: null, state: instance.state }, error: null, retry: () => {} }
  }
  const { error, refetch } = scope === undefined ? byElement : byKey
  const visit = scope === undefined ? newest(byElement.data) : byKey.data
  return { scope: visit && scopeOf(visit), error, retry: () => void refetch() }
}

const newest = (visits: Page<ElementInstance> | undefined) => visits && (visits.items[0] ?? null)

const scopeOf = (visit: ElementInstance): Scope => ({
  key: visit.elementInstanceKey,
  name: visit.elementName ?? visit.elementId,
  state: visit.state,
})
