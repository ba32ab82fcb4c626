import { useMemo } from 'react'
import type { ElementStatistics } from '../api/types.ts'
import type { Badge, DiagramWords } from '../diagram/ProcessDiagram.tsx'
import { useText, type Say } from '../i18n/text.tsx'

const KINDS = ['active', 'incidents', 'completed', 'canceled'] as const

/** Counts as badges; there is none for zero. */
export function badgesOf(statistics: ElementStatistics[], t: Say): Badge[] {
  return statistics.flatMap((it) =>
    KINDS.filter((kind) => it[kind] > 0).map((kind) => ({
      elementId: it.elementId,
      kind,
      count: it[kind],
      text: t(`diagram.${kind}`, { count: it[kind] }),
    })),
  )
}

/** The diagram's words in the reader's language. */
export function useDiagramWords(): DiagramWords {
  const t = useText()
  return useMemo(
    () => ({
      label: t('diagram.label'),
      zoomIn: t('diagram.zoomIn'),
      zoomOut: t('diagram.zoomOut'),
      fit: t('diagram.fit'),
      download: t('diagram.download'),
      none: t('diagram.none'),
      noneHint: t('diagram.noneHint'),
      list: t('diagram.list'),
    }),
    [t],
  )
}
