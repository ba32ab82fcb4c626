import { keepPreviousData, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import * as queries from '../../api/queries.ts'
import type { ElementStatistics, ProcessInstance } from '../../api/types.ts'
import { flows } from '../../diagram/elements.ts'
import { ProcessDiagram } from '../../diagram/ProcessDiagram.tsx'
import { useText } from '../../i18n/text.tsx'
import { badgesOf, useDiagramWords } from '../../parts/diagrams.ts'
import { Chip } from '../../ui/Chip.tsx'
import classes from './InstancePage.module.css'
import { route, useRefine } from './route.ts'

const NONE: ElementStatistics[] = []

/** Where the instance is, or was at a past moment, and the path it took. */
export function DiagramPane({ instance }: { instance: ProcessInstance }) {
  const t = useText()
  const key = instance.processInstanceKey
  const { element, at } = route.useSearch()
  const refine = useRefine()
  const words = useDiagramWords()
  const { data: xml } = useSuspenseQuery(queries.definitionXml(instance.processDefinitionKey))
  const { data: now } = useSuspenseQuery(queries.instanceStatistics(key))
  const { data: taken } = useSuspenseQuery(queries.takenFlows(key))
  const past = useQuery({
    ...queries.asOf(key, at ?? 0),
    enabled: at !== undefined,
    placeholderData: keepPreviousData,
  })
  const counts = at === undefined ? now.items : (past.data?.elements ?? NONE)

  const badges = useMemo(() => badgesOf(counts, t), [counts, t])
  const path = useMemo(() => {
    const ids = taken.items.map((it) => it.elementId)
    return at === undefined ? ids : takenBy(ids, xml, counts)
  }, [taken, at, xml, counts])

  return (
    <ProcessDiagram
      xml={xml}
      badges={badges}
      taken={path}
      selected={element}
      onSelect={(id) => refine({ element: id === element ? undefined : id, scope: undefined })}
      words={words}
    >
      <p className={classes.legend} aria-hidden>
        <Chip tone="busy">{t('state.ACTIVE')}</Chip>
        <Chip tone="bad">{t('state.incident')}</Chip>
        <Chip tone="good">{t('state.COMPLETED')}</Chip>
        <Chip tone="neutral">{t('state.TERMINATED')}</Chip>
      </p>
    </ProcessDiagram>
  )
}

/** The flows that had been taken when these were the counts: those whose both ends were visited. */
export function takenBy(ids: string[], xml: string, counts: ElementStatistics[]): string[] {
  const by = new Map(counts.map((it) => [it.elementId, it]))
  const ever = new Set(ids)
  return flows(xml)
    .filter(({ id, target }) => ever.has(id) && by.has(target))
    .filter(({ source }) => (by.get(source)?.completed ?? 0) + (by.get(source)?.canceled ?? 0) > 0)
    .map(({ id }) => id)
}
