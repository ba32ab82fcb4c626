import { AUDIT_RESULTS, type AuditResult } from '../api/audit.ts'
import { keys, oneOf, parseSearch, text, wantedKey, wantedKeys, whole, words } from './search.ts'

/**
 * What the address of each page may say. Every name is given, if only as undefined: the router
 * keeps what an address says under a name that a page does not give.
 */

type Given = Record<string, unknown>

export const RANGES = { hour: 60, sixHours: 360, day: 1_440, week: 10_080 } as const
export type Range = keyof typeof RANGES
const RANGE_NAMES: readonly Range[] = ['hour', 'sixHours', 'day', 'week']

export interface DashboardSearch {
  range?: Range | undefined
}

export const dashboard = (given: Given): DashboardSearch => ({
  range: oneOf(given.range, RANGE_NAMES),
})

export const STATE_FILTERS = ['active', 'incident', 'completed', 'canceled'] as const
export type StateFilter = (typeof STATE_FILTERS)[number]

export const SORTS = [
  'processDefinitionName',
  'processInstanceKey',
  'processDefinitionVersion',
  'startDate',
  'endDate',
] as const
export type Sort = (typeof SORTS)[number]

export interface ProcessesSearch {
  process?: string | undefined
  version?: number | undefined
  element?: string | undefined
  states?: StateFilter[] | undefined
  /** Keys of instances, or the text that was given where they could not be read. */
  keys?: string[] | string | undefined
  parent?: string | undefined
  /** The key of a batch operation that has worked, or works, on the instances. */
  batch?: string | undefined
  /** Only those with a failed job that is tried again. */
  retries?: 'left' | undefined
  error?: string | undefined
  /** The hash of the message of a group of incidents; a message can be too long for an address. */
  cause?: string | undefined
  variable?: string | undefined
  value?: string | undefined
  from?: string | undefined
  to?: string | undefined
  sort?: Sort | undefined
  order?: 'ascending' | 'descending' | undefined
  /** The chosen rows. */
  selected?: 'all' | string[] | undefined
  filters?: 'hidden' | undefined
}

export const processes = (given: Given): ProcessesSearch => ({
  process: text(given.process),
  version: whole(given.version),
  element: text(given.element),
  states: words(given.states, STATE_FILTERS),
  keys: wantedKeys(given.keys),
  parent: wantedKey(given.parent),
  batch: wantedKey(given.batch),
  retries: oneOf(given.retries, ['left'] as const),
  error: text(given.error),
  cause: text(given.cause),
  variable: text(given.variable),
  value: text(given.value),
  from: text(given.from),
  to: text(given.to),
  sort: oneOf(given.sort, SORTS),
  order: oneOf(given.order, ['ascending', 'descending'] as const),
  selected: given.selected === 'all' ? 'all' : keys(given.selected),
  filters: oneOf(given.filters, ['hidden'] as const),
})

export const TABS = ['variables', 'incidents', 'jobs', 'messages', 'timers', 'called'] as const
export type Tab = (typeof TABS)[number]

export interface InstanceSearch {
  tab?: Tab | undefined
  /** The element that is chosen in the diagram. */
  element?: string | undefined
  /** The key of the visit to it that is chosen in the history. */
  scope?: string | undefined
  /** Keys of the visits that are open in the history. */
  open?: string[] | undefined
  /** The record whose moment is shown, instead of now. */
  at?: number | undefined
  /** Part of the names of the variables that are shown. */
  find?: string | undefined
}

export const instance = (given: Given): InstanceSearch => ({
  tab: oneOf(given.tab, TABS),
  element: text(given.element),
  scope: keys(given.scope)?.[0],
  open: keys(given.open),
  at: whole(given.at),
  find: text(given.find),
})

export interface BatchSearch {
  only?: 'failed' | undefined
}

export const batch = (given: Given): BatchSearch => ({
  only: oneOf(given.only, ['failed'] as const),
})

export const AUDIT_SORTS = ['timestamp', 'actorId', 'operationType'] as const
export type AuditSort = (typeof AUDIT_SORTS)[number]

export interface AuditSearch {
  actor?: string | undefined
  operation?: string | undefined
  /** The key of what it was done to. */
  key?: string | undefined
  result?: AuditResult | undefined
  sort?: AuditSort | undefined
  order?: 'ascending' | 'descending' | undefined
}

export const audit = (given: Given): AuditSearch => ({
  actor: text(given.actor),
  operation: text(given.operation),
  key: wantedKey(given.key),
  result: oneOf(given.result, AUDIT_RESULTS),
  sort: oneOf(given.sort, AUDIT_SORTS),
  order: oneOf(given.order, ['ascending', 'descending'] as const),
})

export interface SignInSearch {
  /** Where somebody wanted to go; always a place of ours. */
  to?: string | undefined
  /** Somebody comes back from another place to sign in, in vain. */
  failed?: 'elsewhere' | undefined
}

export const signIn = (given: Given): SignInSearch => {
  const to = text(given.to)
  return {
    to: to && /^\/(?![/\\])/.test(to) ? to : undefined,
    failed: oneOf(given.failed, ['elsewhere'] as const),
  }
}

/** The way to sign in from an address that only those may see who have. */
export function signInFrom({ href, searchStr }: { href: string; searchStr: string }): SignInSearch {
  const hasFailed = parseSearch(searchStr)['sign-in'] === 'failed'
  return hasFailed ? { failed: 'elsewhere' } : { to: href }
}
