import { getRouteApi } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { InstanceSearch } from '../../shell/page-search.ts'

export const route = getRouteApi('/shell/instances/$key')

/** Changes part of the address of the instance page. */
export function useRefine() {
  const navigate = route.useNavigate()
  return useCallback(
    (change: InstanceSearch) =>
      void navigate({ search: (before) => ({ ...before, ...change }), replace: true }),
    [navigate],
  )
}
