import type { InfiniteData, QueryKey, UseSuspenseInfiniteQueryOptions } from '@tanstack/react-query'
import { getJson } from './http.ts'
import type { Page, Search } from './types.ts'

/** Lists that are read page by page, as far as somebody scrolls. */

/** How many rows a page has, and how many if each may be as long as a stack trace. */
export const PAGE_ROWS = 100
export const LONG_ROWS = 20
/** How many pages of a list are kept; those further up are fetched again when scrolled to. */
const MAX_PAGES = 5

/** Where a page of a keyset list begins or ends, and which one of the list it is. */
interface PageAt {
  number: number
  after?: string
  before?: string
}

const FIRST: PageAt = { number: 0 }

type Pages<T> = InfiniteData<Page<T>, PageAt>
type Options<T> = UseSuspenseInfiniteQueryOptions<Page<T>, Error, Pages<T>, QueryKey, PageAt>

export type PagedList<T> = Options<T> & { queryFn: NonNullable<Options<T>['queryFn']> }

/** How many rows the pages of a list have. */
export const rowsPerPage = ({ meta }: { meta?: Record<string, unknown> | undefined }): number =>
  typeof meta?.rows === 'number' ? meta.rows : PAGE_ROWS

export function pages<T>(path: string, search: Search, rows = PAGE_ROWS): PagedList<T> {
  return {
    queryKey: ['data', path, search, 'pages'],
    meta: { rows },
    queryFn: ({ pageParam, signal }) => {
      const { number: _, ...cursor } = pageParam
      const body = { ...search, page: { limit: rows, ...cursor } }
      return getJson<Page<T>>(path, { method: 'POST', body, signal })
    },
    initialPageParam: FIRST,
    maxPages: MAX_PAGES,
    getNextPageParam: (last, _pages, at): PageAt | undefined =>
      last.page.endCursor && last.items.length === rows
        ? { number: at.number + 1, after: last.page.endCursor }
        : undefined,
    getPreviousPageParam: (first, _pages, at): PageAt | undefined => {
      if (at.number === 0) return undefined
      const { startCursor } = first.page
      // Rows come and go above: the first page is what is there now, not what a cursor leads to.
      if (at.number === 1 || !startCursor || first.items.length < rows) return FIRST
      return { number: at.number - 1, before: startCursor }
    },
  }
}

/** Whether somebody has come back to the top of a list, with pages below that may not follow. */
export const isBackAtTop = <T>({ pageParams }: Pages<T>): boolean =>
  pageParams.length > 1 && pageParams[0]?.number === 0

/** A list as when it was opened. */
export const firstOnly = <T>({ pages, pageParams }: Pages<T>): Pages<T> => ({
  pages: pages.slice(0, 1),
  pageParams: pageParams.slice(0, 1),
})
