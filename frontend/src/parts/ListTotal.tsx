import { useSuspenseInfiniteQuery } from '@tanstack/react-query'
import type { PagedList } from '../api/queries.ts'
import { number } from '../i18n/format.ts'
import { useTexts } from '../i18n/text.tsx'

/** How many rows a list has in all. */
export function ListTotal<T>({ list }: { list: PagedList<T> }) {
  const { t, language } = useTexts()
  const { data } = useSuspenseInfiniteQuery(list)
  const page = data.pages.at(-1)?.page
  const count = number(page?.totalItems ?? 0, language)

  return <>{t(page?.hasMoreTotalItems ? 'common.totalMore' : 'common.total', { count })}</>
}
