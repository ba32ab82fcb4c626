import { queryOptions } from '@tanstack/react-query'
import type { AuditEntry } from './audit.ts'
import { getJson, getText } from './http.ts'
import { LONG_ROWS, PAGE_ROWS, pages } from './pages.ts'
import type * as Api from './types.ts'

/** How many versions, incidents or open subscriptions a picker or tab shows at once. */
export const MAX_SHOWN = 500
/**
 * How many records the timeline knows by heart, and how many of them come in one answer. Of a
 * longer timeline only what is beside the chosen moment is fetched.
 */
export const MAX_MOMENTS = 2_000
const MOMENTS_AT_ONCE = 1_000
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

/** Letters of a value that a list shows; the rest comes when somebody opens it. */
const VALUE_LETTERS = 500

export const variables = (scopeKey: string, name: string) =>
  pages<Api.Variable>(`/v2/variables/search?valueLength=${VALUE_LETTERS}`, {
    filter: { scopeKey, ...(name && { name: { $like: containing(name) } }) },
    sort: [{ field: 'name', order: 'ASC' }],
  })

/** A `$like` pattern of all texts that contain this one. */
export const containing = (text: string) => `*${text.replace(/[\\*?]/g, '\\$&')}*`

/** A variable's whole value at the time it is opened: the next opening reads it anew. */
export const wholeVariable = (key: string, opening: number) =>
  queryOptions({
    queryKey: ['opened', key, opening],
    queryFn: ({ signal }) => getJson<Api.Variable>(`/v2/variables/${key}`, { signal }),
    ...fixed,
    gcTime: 0,
  })

export const openIncidents = (key: string) =>
  pages<Api.Incident>(
    `/v2/process-instances/${key}/incidents/search`,
    { filter: { state: 'ACTIVE' }, sort: [{ field: 'creationTime', order: 'DESC' }] },
    LONG_ROWS,
  )

const ofInstance = <T>(path: string, processInstanceKey: string, sort: string, rows?: number) =>
  pages<T>(path, { filter: { processInstanceKey }, sort: [{ field: sort, order: 'DESC' }] }, rows)

export const jobs = (key: string) =>
  ofInstance<Api.Job>('/v2/jobs/search', key, 'creationTime', LONG_ROWS)

export const subscriptions = (key: string) =>
  ofInstance<Api.MessageSubscription>('/v2/message-subscriptions/search', key, 'lastUpdatedDate')

export const timers = (key: string) => ofInstance<Api.Timer>('/v2/timers/search', key, 'dueDate')

export const explained = (key: string) => read<Api.Explained>(`/v2/explain/${key}`)

/** What began and ended in an instance, in order; what is known is not asked for again. */
export const timeline = (key: string) =>
  queryOptions({
    queryKey: ['data', 'timeline', key],
    queryFn: async ({ client, queryKey, signal }): Promise<Api.Timeline> => {
      const items = client.getQueryData<Api.Timeline>(queryKey)?.items ?? []
      const after = items.at(-1)?.position ?? 0
      if (items.length < MAX_MOMENTS) {
        const more = await moments(key, { after, limit: MOMENTS_AT_ONCE }, signal)
        return { ...more, items: [...items, ...more.items] }
      }
      // Only where it ends by now.
      const next = await moments(key, { after, limit: 1 }, signal)
      return { ...next, items, hasMore: next.items.length > 0 }
    },
    structuralSharing: false,
    refetchInterval: ({ state: { data } }) =>
      data?.hasMore && data.items.length < MAX_MOMENTS ? MORE_MOMENTS_MILLIS : false,
  })

/** The moment of an instance that a position belongs to, and the positions of those beside it. */
export const momentAt = (key: string, position: number) =>
  queryOptions({
    queryKey: ['data', 'moment', key, position],
    queryFn: async ({ signal }) => {
      const [upTo, after] = await Promise.all([
        moments(key, { upTo: position, limit: 2 }, signal),
        moments(key, { after: position, limit: 1 }, signal),
      ])
      return {
        moment: upTo.items.at(-1) ?? null,
        previous: upTo.items.at(-2)?.position,
        next: after.items[0]?.position,
      }
    },
  })

const moments = (
  key: string,
  range: { limit: number; after?: number; upTo?: number },
  signal: AbortSignal,
) => {
  const asked = new URLSearchParams(Object.entries(range).map(([name, to]) => [name, String(to)]))
  return getJson<Api.Timeline>(`/v2/process-instances/${key}/timeline?${asked}`, { signal })
}

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

/** Who did what, the newest first unless asked otherwise. */
export const auditLog = (filter: Record<string, unknown>, sort: Api.Search['sort']) =>
  pages<AuditEntry>('/v2/audit-logs/search', { filter, ...(sort && { sort }) })

export const batchItems = (batchOperationKey: string, states: string[]) =>
  pages<Api.BatchOperationItem>('/v2/batch-operation-items/search', {
    filter: { batchOperationKey, ...(states.length > 0 && { state: { $in: states } }) },
    sort: [{ field: 'itemKey', order: 'ASC' }],
  })
