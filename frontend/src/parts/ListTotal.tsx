import { useInfiniteQuery, useSuspenseInfiniteQuery } from '@tanstack/react-query'
import type { PagedList } from '../api/pages.ts'
import type { Page } from '../api/types.ts'
import { number } from '../i18n/format.ts'
import { useTexts, type Language, type Say } from '../i18n/text.tsx'

/** How many rows a list has in all. */
export function ListTotal<T>({ list }: { list: PagedList<T> }) {
  const { t, language } = useTexts()
  const { data } = useSuspenseInfiniteQuery(list)

  return <>{totalOf(data.pages, t, language)}</>
}

/** How many rows a list has in all, in words; null as long as that is not known. */
export function useTotal<T>(list: PagedList<T>): string | null {
  const { t, language } = useTexts()
  const { data } = useInfiniteQuery(list)

  return data ? totalOf(data.pages, t, language) : null
}

function totalOf<T>(pages: Page<T>[], t: Say, language: Language): string {
  const page = pages.at(-1)?.page
  const count = number(page?.totalItems ?? 0, language)
  return t(page?.hasMoreTotalItems ? 'common.totalMore' : 'common.total', { count })
}
