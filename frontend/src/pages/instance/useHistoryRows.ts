import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { PAGE_ROWS } from '../../api/pages.ts'
import { elementsOf } from '../../api/queries.ts'
import type { ElementInstance, Page } from '../../api/types.ts'

/** One line of the history. */
export type HistoryRow =
  | { kind: 'element'; id: string; page: string; level: number; element: ElementInstance }
  | { kind: 'more'; id: string; page: string; level: number; scope: string; after: string }
  | { kind: 'loading'; id: string; page: string; level: number }

interface At {
  scope: string
  after: string | null
}
type Loaded = Page<ElementInstance> | undefined

const FIRST: (string | null)[] = [null]
const pageId = ({ scope, after }: At) => `${scope} ${after ?? ''}`

/**
 * The lines of an instance's history: of each open scope as many pages as were scrolled to. Only
 * pages in view are kept fresh; the others are looked at again when they come back into view.
 */
export function useHistoryRows(instanceKey: string, open: readonly string[]) {
  const [cursors, setCursors] = useState<Record<string, (string | null)[]>>({})
  const [inView, setInView] = useState('')
  const watched = new Set(inView.split('|'))
  const wanted = [instanceKey, ...open].flatMap((scope) =>
    (cursors[scope] ?? FIRST).map((after): At => ({ scope, after })),
  )
  const pages = useQueries({
    queries: wanted.map((at) => ({
      ...elementsOf(instanceKey, at.scope, at.after),
      refetchOnMount: watched.has(pageId(at)),
      enabled: (query: { state: { data: unknown } }) =>
        query.state.data === undefined || watched.has(pageId(at)),
    })),
  })
  const byScope = new Map<string, [At, Loaded][]>()
  wanted.forEach((at, i) => {
    const list = byScope.get(at.scope) ?? []
    byScope.set(at.scope, [...list, [at, pages[i]?.data]])
  })

  return {
    rows: rowsOf(byScope, instanceKey, 1),
    error: pages.find((page) => page.error !== null && page.data === undefined)?.error ?? null,
    watch: (ids: Iterable<string>) => setInView([...new Set(ids)].join('|')),
    loadMore: ({ scope, after }: { scope: string; after: string }) =>
      setCursors((before) => {
        const known = before[scope] ?? FIRST
        return known.includes(after) ? before : { ...before, [scope]: [...known, after] }
      }),
  }
}

/** The lines of a scope and of the open ones inside it. */
export function rowsOf(
  byScope: Map<string, [At, Loaded][]>,
  scope: string,
  level: number,
): HistoryRow[] {
  const pages = byScope.get(scope) ?? []
  return pages.flatMap(([at, loaded], i): HistoryRow[] => {
    const page = pageId(at)
    if (loaded === undefined) return [{ kind: 'loading', id: `loading ${page}`, page, level }]
    const rows = loaded.items.flatMap((element): HistoryRow[] => {
      const id = element.elementInstanceKey
      const inner = byScope.has(id) ? rowsOf(byScope, id, level + 1) : []
      return [{ kind: 'element', id, page, level, element }, ...inner]
    })
    const { endCursor: after } = loaded.page
    const isLast = i === pages.length - 1
    if (!isLast || after === null || loaded.items.length < PAGE_ROWS) return rows
    return [...rows, { kind: 'more', id: `more ${page}`, page, level, scope, after }]
  })
}
