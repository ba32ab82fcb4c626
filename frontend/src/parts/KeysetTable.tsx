import { Skeleton } from '@mantine/core'
import { useQueryClient, useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useState, type ReactNode } from 'react'
import { firstOnly, isBackAtTop, rowsPerPage, type PagedList } from '../api/pages.ts'
import { useText } from '../i18n/text.tsx'
import classes from './KeysetTable.module.css'
import { ProblemNotice } from './problems.tsx'

const ROW_HEIGHT = 34
const OVERSCAN = 12

export interface Column<T> {
  id: string
  header: ReactNode
  width?: string
  sorted?: 'ascending' | 'descending' | undefined
  cell: (row: T) => ReactNode
}

interface Props<T> {
  label: string
  list: PagedList<T>
  columns: Column<T>[]
  rowKey: (row: T) => string
  empty: ReactNode
  isChosen?: (row: T) => boolean
}

/**
 * A list without an end: pages come as somebody scrolls, only rows in view are drawn, and pages
 * far above are dropped and come again.
 */
export function KeysetTable<T>({ label, list, columns, rowKey, empty, isChosen }: Props<T>) {
  const t = useText()
  const [box, setBox] = useState<HTMLDivElement | null>(null)
  const client = useQueryClient()
  const pages = useSuspenseInfiniteQuery(list)
  const before = (pages.data.pageParams[0]?.number ?? 0) * rowsPerPage(list)
  const rows = pages.data.pages.flatMap((page) => page.items)
  const known = before + rows.length
  const virtual = useVirtualizer({
    count: known + (pages.hasNextPage ? 1 : 0),
    getScrollElement: () => box,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
  })
  const shown = virtual.getVirtualItems()
  const first = shown[0]?.index ?? 0
  const last = shown.at(-1)?.index ?? 0
  const needed = last >= known && pages.hasNextPage ? 'next' : first < before ? 'previous' : null

  // The scroll position is outside React: what comes into view is fetched.
  const { queryKey } = list
  const { isFetching, fetchNextPage, fetchPreviousPage } = pages
  const fetchNeeded = useCallback(async () => {
    if (needed === 'next') await fetchNextPage()
    if (needed === 'previous') {
      const { data } = await fetchPreviousPage()
      if (data && isBackAtTop(data)) client.setQueryData(queryKey, firstOnly(data))
    }
  }, [needed, fetchNextPage, fetchPreviousPage, client, queryKey])
  // What was refused is asked for again only when somebody wants that.
  const refused = pages.isFetchNextPageError || pages.isFetchPreviousPageError
  useEffect(() => {
    if (!isFetching && !refused) void fetchNeeded()
  }, [isFetching, refused, fetchNeeded])

  if (known === 0) return <>{empty}</>

  const above = shown[0]?.start ?? 0
  const below = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0)
  return (
    <div className={classes.box} ref={setBox} tabIndex={0} role="region" aria-label={label}>
      <table className={classes.table} aria-label={label} aria-rowcount={known + 1}>
        <colgroup>
          {columns.map((column) => (
            <col key={column.id} style={{ width: column.width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <th key={column.id} scope="col" aria-sort={column.sorted}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer height={above} span={columns.length} />
          {shown.map(({ index }) => {
            const row = rows[index - before]
            return row === undefined ? (
              <tr key={index} aria-label={t('common.more')}>
                <td colSpan={columns.length}>
                  <Skeleton height={12} />
                </td>
              </tr>
            ) : (
              <tr
                key={rowKey(row)}
                aria-rowindex={index + 2}
                data-chosen={isChosen?.(row) || undefined}
              >
                {columns.map((column) => (
                  <td key={column.id}>{column.cell(row)}</td>
                ))}
              </tr>
            )
          })}
          <Spacer height={below} span={columns.length} />
        </tbody>
      </table>
      {refused && <ProblemNotice error={pages.error} retry={() => void fetchNeeded()} />}
    </div>
  )
}

function Spacer({ height, span }: { height: number; span: number }) {
  return height > 0 ? (
    <tr aria-hidden className={classes.spacer}>
      <td colSpan={span} style={{ height }} />
    </tr>
  ) : null
}
