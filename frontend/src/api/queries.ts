import {
  queryOptions,
  type InfiniteData,
  type QueryKey,
  type UseSuspenseInfiniteQueryOptions,
} from '@tanstack/react-query'
import { getJson, getText } from './http.ts'
import type * as Api from './types.ts'

/** How many rows a page has. */
export const PAGE_ROWS = 100
/** How many pages of a list are kept; those further up are fetched again when scrolled to. */
export const MAX_PAGES = 5
/** How many versions, incidents or open subscriptions a picker or tab shows at once. */
export const MAX_SHOWN = 500
/** How many records the timeline slider moves over, and how many of them come in one answer. */
export const MAX_MOMENTS = 20_000
const MOMENTS_AT_ONCE = 2_000
/** Pause between the answers that make up a long timeline. */
const MORE_MOMENTS_MILLIS = 100

const post = <T>(path: string, body: unknown, signal: AbortSignal) =>
  getJson<T>(path, { method: 'POST', body, signal })

const read = <T>(path: string) =>
  queryOptions({
    queryKey: ['data', path],
    queryFn: ({ signal }) => getJson<T>(path, { signal }),
  })

const ask = <T>(path: string, body: Api.Search) =>
  queryOptions({
    queryKey: ['data', path, body],
    queryFn: ({ signal }) => post<T>(path, body, signal),
  })

/** A definition or a finished answer that never changes. */
const fixed = { staleTime: Infinity } as const

/** Where a page of a keyset list begins or ends, and which one of the list it is. */
export interface PageAt {
  number: number
  after?: string
  before?: string
}

const FIRST: PageAt = { number: 0 }

/** A list that is read page by page, as far as somebody scrolls. */
export type PagedList<T> = UseSuspenseInfiniteQueryOptions<
  Api.Page<T>,
  Error,
  InfiniteData<Api.Page<T>, PageAt>,
  QueryKey,
  PageAt
>

function pages<T>(path: string, search: Api.Search): PagedList<T> {
  return {
    queryKey: ['data', path, search, 'pages'],
    queryFn: ({ pageParam, signal }) => {
      const { number: _, ...cursor } = pageParam
      const page = { limit: PAGE_ROWS, ...cursor }
      return post<Api.Page<T>>(path, { ...search, page }, signal)
    },
    initialPageParam: FIRST,
    maxPages: MAX_PAGES,
    getNextPageParam: (last, _pages, at): PageAt | undefined =>
      last.page.endCursor && last.items.length === PAGE_ROWS
        ? { number: at.number + 1, after: last.page.endCursor }
        : undefined,
    getPreviousPageParam: (first, _pages, at): PageAt | undefined =>
      first.page.startCursor && at.number > 0
        ? { number: at.number - 1, before: first.page.startCursor }
        : undefined,
  }
}

export const me = () =>
  queryOptions({
    queryKey: ['me'],
    queryFn: ({ signal }) => getJson<Api.User>('/v2/authentication/me', { signal }),
    staleTime: 60_000,
    retry: false,
  })

export const signInWays = () =>
  queryOptions({
    queryKey: ['sign-in-ways'],
    queryFn: ({ signal }) => getJson<Api.SignInWays>('/v2/authentication/sign-in', { signal }),
  })

export const dashboard = () => read<Api.Dashboard>('/v2/dashboard')

/** Starts and ends over the last time, in as many intervals as a chart can show. */
export const activity = (minutes: number) =>
  queryOptions({
    queryKey: ['data', 'activity', minutes],
    queryFn: ({ signal }) => {
      const to = new Date()
      const from = new Date(to.getTime() - minutes * 60_000)
      const interval = `PT${Math.max(1, Math.round(minutes / 60))}M`
      const range = new URLSearchParams({
        from: from.toISOString(),
        to: to.toISOString(),
        interval,
      })
      return getJson<Api.Items<Api.ActivityPoint>>(`/v2/activity?${range}`, { signal })
    },
  })

export const definitionLoads = () =>
  ask<Api.Page<Api.DefinitionLoad>>('/v2/process-definitions/statistics/process-instances', {})

export const errorGroups = () =>
  ask<Api.Page<Api.ErrorGroup>>('/v2/incidents/statistics/process-instances-by-error', {})

export const definitions = () =>
  ask<Api.Page<Api.ProcessDefinition>>('/v2/process-definitions/search', {
    filter: { isLatestVersion: true },
    sort: [{ field: 'processDefinitionId', order: 'ASC' }],
    page: { limit: MAX_SHOWN },
  })

export const versions = (processDefinitionId: string) =>
  ask<Api.Page<Api.ProcessDefinition>>('/v2/process-definitions/search', {
    filter: { processDefinitionId },
    sort: [{ field: 'version', order: 'DESC' }],
    page: { limit: MAX_SHOWN },
  })

export const definitionXml = (key: string) =>
  queryOptions({
    queryKey: ['xml', key],
    queryFn: ({ signal }) => getText(`/v2/process-definitions/${key}/xml`, { signal }),
    ...fixed,
  })

export const definitionStatistics = (key: string, filter: Record<string, unknown>) =>
  ask<Api.Items<Api.ElementStatistics>>(
    `/v2/process-definitions/${key}/statistics/element-instances`,
    { filter },
  )

export const instances = (filter: Record<string, unknown>, sort: Api.Search['sort']) =>
  pages<Api.ProcessInstance>('/v2/process-instances/search', { filter, ...(sort && { sort }) })

export const instance = (key: string) => read<Api.ProcessInstance>(`/v2/process-instances/${key}`)

export const instanceStatistics = (key: string) =>
  read<Api.Items<Api.ElementStatistics>>(
    `/v2/process-instances/${key}/statistics/element-instances`,
  )

export const takenFlows = (key: string) =>
  read<Api.Items<Api.SequenceFlow>>(`/v2/process-instances/${key}/sequence-flows`)

export const callHierarchy = (key: string) =>
  read<Api.Called[]>(`/v2/process-instances/${key}/call-hierarchy`)

export const calledInstances = (parentProcessInstanceKey: string) =>
  pages<Api.ProcessInstance>('/v2/process-instances/search', {
    filter: { parentProcessInstanceKey },
    sort: [{ field: 'startDate', order: 'DESC' }],
  })

/** One page of what ran inside a scope, as it began; pages before the last never change. */
export const elementsOf = (instanceKey: string, scopeKey: string, after: string | null) =>
  ask<Api.Page<Api.ElementInstance>>('/v2/element-instances/search', {
    filter: { processInstanceKey: instanceKey, scopeKey },
    sort: [{ field: 'startPosition', order: 'ASC' }],
    page: after === null ? { limit: PAGE_ROWS } : { limit: PAGE_ROWS, after },
  })

export const elementInstance = (key: string) =>
  read<Api.ElementInstance>(`/v2/element-instances/${key}`)

/** The newest visits of an instance to one element. */
export const visits = (processInstanceKey: string, elementId: string) =>
  ask<Api.Page<Api.ElementInstance>>('/v2/element-instances/search', {
    filter: { processInstanceKey, elementId },
    sort: [{ field: 'startPosition', order: 'DESC' }],
    page: { limit: 1 },
  })

export const variables = (scopeKey: string, name: string) =>
  pages<Api.Variable>('/v2/variables/search', {
    filter: { scopeKey, ...(name && { name: { $like: containing(name) } }) },
    sort: [{ field: 'name', order: 'ASC' }],
  })

/** A `$like` pattern of all texts that contain this one. */
export const containing = (text: string) => `*${text.replace(/[\\*?]/g, '\\$&')}*`

export const wholeVariable = (key: string) => read<Api.Variable>(`/v2/variables/${key}`)

export const openIncidents = (key: string) =>
  pages<Api.Incident>(`/v2/process-instances/${key}/incidents/search`, {
    filter: { state: 'ACTIVE' },
    sort: [{ field: 'creationTime', order: 'DESC' }],
  })

const ofInstance = <T>(path: string, processInstanceKey: string, sort: string) =>
  pages<T>(path, { filter: { processInstanceKey }, sort: [{ field: sort, order: 'DESC' }] })

export const jobs = (key: string) => ofInstance<Api.Job>('/v2/jobs/search', key, 'creationTime')

export const subscriptions = (key: string) =>
  ofInstance<Api.MessageSubscription>('/v2/message-subscriptions/search', key, 'lastUpdatedDate')

export const timers = (key: string) => ofInstance<Api.Timer>('/v2/timers/search', key, 'dueDate')

export const explained = (key: string) => read<Api.Explained>(`/v2/explain/${key}`)

/** What began and ended in an instance, in order; what is known is not asked for again. */
export const timeline = (key: string) =>
  queryOptions({
    queryKey: ['data', 'timeline', key],
    queryFn: async ({ client, queryKey, signal }): Promise<Api.Timeline> => {
      const known = client.getQueryData<Api.Timeline>(queryKey)
      const items = known?.items ?? []
      if (known && items.length >= MAX_MOMENTS) return known
      const range = new URLSearchParams({
        after: String(items.at(-1)?.position ?? 0),
        limit: String(MOMENTS_AT_ONCE),
      })
      const path = `/v2/process-instances/${key}/timeline?${range}`
      const more = await getJson<Api.Timeline>(path, { signal })
      return { ...more, items: [...items, ...more.items] }
    },
    structuralSharing: false,
    refetchInterval: ({ state: { data } }) =>
      data?.hasMore && data.items.length < MAX_MOMENTS ? MORE_MOMENTS_MILLIS : false,
  })

export const asOf = (key: string, position: number) =>
  queryOptions({
    ...read<Api.AsOf>(`/v2/process-instances/${key}/as-of?position=${position}`),
    ...fixed,
  })

export const batchOperations = () =>
  pages<Api.BatchOperation>('/v2/batch-operations/search', {
    sort: [{ field: 'startDate', order: 'DESC' }],
  })

export const batchOperation = (key: string) =>
  read<Api.BatchOperation>(`/v2/batch-operations/${key}`)

export const batchItems = (batchOperationKey: string, states: string[]) =>
  pages<Api.BatchOperationItem>('/v2/batch-operation-items/search', {
    filter: { batchOperationKey, ...(states.length > 0 && { state: { $in: states } }) },
    sort: [{ field: 'itemKey', order: 'ASC' }],
  })
