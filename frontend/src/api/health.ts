import { queryOptions } from '@tanstack/react-query'
import { getJson } from './http.ts'
import type { HealthAnswer } from './types.ts'

const INTERVAL_MS = 5_000

/** How the platform is, asked again and again: whatever is unwell may send no events. */
export const health = () =>
  queryOptions({
    queryKey: ['health'],
    queryFn: ({ signal }) => getJson<HealthAnswer>('/v2/health', { signal }),
    refetchInterval: INTERVAL_MS,
  })
