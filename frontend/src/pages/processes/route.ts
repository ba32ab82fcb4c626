import { getRouteApi } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { ProcessesSearch } from '../../shell/page-search.ts'
import { MAX_KEYS } from '../../shell/search.ts'

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

/** Chooses a row, or no longer; one click after another counts, however fast they come. */
export function useToggle() {
  const navigate = route.useNavigate()
  return useCallback(
    (key: string) =>
      void navigate({
        search: (before) => ({ ...before, selected: toggled(before.selected, key) }),
        replace: true,
      }),
    [navigate],
  )
}

/** What is chosen after a click on a row; no more than an address may name. */
export function toggled(
  selected: ProcessesSearch['selected'],
  key: string,
): ProcessesSearch['selected'] {
  const chosen = Array.isArray(selected) ? selected : []
  if (!chosen.includes(key)) return [...chosen, key].slice(0, MAX_KEYS)
  const rest = chosen.filter((it) => it !== key)
  return rest.length > 0 ? rest : undefined
}
