import type { Search } from '../../api/types.ts'
import {
  STATE_FILTERS,
  type ProcessesSearch,
  type Sort,
  type StateFilter,
} from '../../shell/page-search.ts'
import { isKey } from '../../shell/search.ts'

type Filter = Record<string, unknown>

const STATES: Record<StateFilter, Filter> = {
  active: { state: 'ACTIVE', hasIncident: false },
  incident: { state: 'ACTIVE', hasIncident: true },
  completed: { state: 'COMPLETED' },
  canceled: { state: 'TERMINATED' },
}

/** What is shown when the address says nothing about states. */
export const DEFAULT_STATES: StateFilter[] = ['active', 'incident']

export const statesOf = (search: ProcessesSearch): StateFilter[] => search.states ?? DEFAULT_STATES

/** What no instance is. */
const NONE: Filter = { processInstanceKey: '-1' }
const HASH = /^-?\d+$/

/** Whether an address has a filter that cannot be read; it finds nothing, rather than more. */
export function isUnreadable(search: ProcessesSearch): boolean {
  const { keys, parent, batch, cause, variable, value } = search
  return (
    typeof keys === 'string' ||
    [parent, batch].some((it) => it !== undefined && !isKey(it)) ||
    (cause !== undefined && !HASH.test(cause)) ||
    (variable !== undefined && value !== undefined && !isJson(value))
  )
}

/** The filter of process instances that an address means. */
export function filterOf(search: ProcessesSearch): Filter {
  if (isUnreadable(search)) return NONE
  const states = statesOf(search)
  return withoutUndefined({
    processDefinitionId: search.process,
    processDefinitionVersion: search.version,
    elementId: search.element,
    processInstanceKey: search.keys && { $in: search.keys },
    parentProcessInstanceKey: search.parent,
    batchOperationKey: search.batch,
    hasRetriesLeft: search.retries && true,
    errorMessage: search.error,
    incidentErrorHashCode: search.cause === undefined ? undefined : Number(search.cause),
    variables: search.variable && [
      { name: search.variable, value: search.value?.trim() ?? { $exists: true } },
    ],
    startDate: rangeOf(search.from, search.to),
    $or: states.length === STATE_FILTERS.length ? undefined : states.map((it) => STATES[it]),
  })
}

/** What a batch works on: the chosen rows, or everything that the filter finds. */
export function batchFilterOf(search: ProcessesSearch): Filter {
  return Array.isArray(search.selected)
    ? { processInstanceKey: { $in: search.selected } }
    : filterOf(search)
}

const OF_DEFINITION: Sort[] = ['processDefinitionName', 'processDefinitionVersion']

/** The order that an address means; instances of the same definition by their age. */
export function sortOf(search: ProcessesSearch): Search['sort'] {
  const order = search.order === 'ascending' ? 'ASC' : 'DESC'
  const field = search.sort ?? 'startDate'
  const newest = { field: 'startDate', order: 'DESC' } as const
  return [{ field, order }, ...(OF_DEFINITION.includes(field) ? [newest] : [])]
}

/** Whether a text is JSON, as the value of a variable must be. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function rangeOf(from: string | undefined, to: string | undefined): Filter | undefined {
  if (from === undefined && to === undefined) return undefined
  return withoutUndefined({ $gte: from, $lte: to })
}

function withoutUndefined(filter: Filter): Filter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
}
