import { getRouteApi } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { ProcessesSearch } from '../../shell/page-search.ts'

export const route = getRouteApi('/shell/processes')

/** Changes part of the address; rows that were chosen stay so only if the list stays the same. */
export function useRefine() {
  const navigate = route.useNavigate()
  return useCallback(
    (change: ProcessesSearch, keepSelection = false) =>
      void navigate({
        search: (before) => ({
          ...before,
          ...(keepSelection ? {} : { selected: undefined }),
          ...change,
        }),
        replace: true,
      }),
    [navigate],
  )
}
