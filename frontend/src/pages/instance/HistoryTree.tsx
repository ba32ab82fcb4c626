import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useState, type KeyboardEvent } from 'react'
import type { ElementInstance, ProcessInstance } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { ProblemNotice } from '../../parts/problems.tsx'
import { MAX_KEYS } from '../../shell/search.ts'
import { HistoryLine, InstanceLine } from './HistoryLine.tsx'
import classes from './History.module.css'
import { isContainer } from './element-types.ts'
import { route, useRefine } from './route.ts'
import { useHistoryRows, type HistoryRow } from './useHistoryRows.ts'
import { useScope } from './useScope.ts'

const ROW_HEIGHT = 28
const OVERSCAN = 10
const NONE: string[] = []

/** Everything that ran, in the order it began; scopes open and fill as somebody looks. */
export function HistoryTree({ instance }: { instance: ProcessInstance }) {
  const t = useText()
  const key = instance.processInstanceKey
  const { open = NONE } = route.useSearch()
  const refine = useRefine()
  const { scope } = useScope(instance)
  const { rows, error, watch, loadMore } = useHistoryRows(key, open)
  const [box, setBox] = useState<HTMLDivElement | null>(null)
  const [active, setActive] = useState(0)
  const virtual = useVirtualizer({
    count: rows.length + 1,
    getScrollElement: () => box,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
  })
  const shown = virtual.getVirtualItems()

  // What the scroll position brings into view is kept fresh, and the next page is asked for.
  const seen = shown.flatMap(({ index }) => rows[index - 1] ?? [])
  const seenPages = [...new Set(seen.map((row) => row.page))].join('|')
  const more = seen.find((row) => row.kind === 'more')
  /* eslint-disable react-hooks/exhaustive-deps -- both callbacks only set state */
  useEffect(() => watch(seenPages.split('|')), [seenPages])
  useEffect(() => more && loadMore(more), [more?.id])
  /* eslint-enable react-hooks/exhaustive-deps */

  const toggle = (id: string) =>
    refine({
      open: open.includes(id) ? open.filter((it) => it !== id) : [...open, id].slice(-MAX_KEYS),
    })
  const choose = (element: ElementInstance | null) =>
    refine({ scope: element?.elementInstanceKey, element: element?.elementId })
  const onKey = (event: KeyboardEvent) => {
    const to = keyTarget(event.key, active, rows, open)
    if (to === null) return
    event.preventDefault()
    if (to.kind === 'choose') choose(elementAt(rows, active))
    else if (to.kind === 'toggle') toggle(to.id)
    else {
      setActive(to.index)
      virtual.scrollToIndex(to.index)
    }
  }

  if (error) return <ProblemNotice error={error} />
  return (
    <div
      ref={setBox}
      className={classes.box}
      role="tree"
      aria-label={t('history.label')}
      aria-activedescendant={`history-${active}`}
      tabIndex={0}
      onKeyDown={onKey}
    >
      <div className={classes.space} style={{ height: virtual.getTotalSize() }} role="none">
        {shown.map(({ index, start }) => {
          const row = rows[index - 1]
          const line = {
            id: `history-${index}`,
            top: start,
            isActive: index === active,
            onPick: () => setActive(index),
          }
          return row === undefined ? (
            <InstanceLine
              key="root"
              {...line}
              instance={instance}
              isChosen={scope?.key === key}
              onChoose={() => choose(null)}
            />
          ) : (
            <HistoryLine
              key={row.id}
              {...line}
              row={row}
              isOpen={open.includes(row.id)}
              isChosen={row.id === scope?.key}
              onChoose={choose}
              onToggle={toggle}
            />
          )
        })}
      </div>
    </div>
  )
}

type Target =
  { kind: 'move'; index: number } | { kind: 'choose' } | { kind: 'toggle'; id: string } | null

const elementAt = (rows: HistoryRow[], index: number) => {
  const row = rows[index - 1]
  return row?.kind === 'element' ? row.element : null
}

/** What a key does in the tree, as other trees have it. */
function keyTarget(
  key: string,
  active: number,
  rows: HistoryRow[],
  open: readonly string[],
): Target {
  const row = rows[active - 1]
  const opens = row?.kind === 'element' && isContainer(row.element.type)
  const isOpen = row !== undefined && open.includes(row.id)
  const last = rows.length
  const parent = () => {
    const level = row?.level ?? 1
    return rows.findLastIndex((it, i) => i < active - 1 && it.level < level) + 1
  }
  switch (key) {
    case 'ArrowDown':
      return { kind: 'move', index: Math.min(last, active + 1) }
    case 'ArrowUp':
      return { kind: 'move', index: Math.max(0, active - 1) }
    case 'Home':
      return { kind: 'move', index: 0 }
    case 'End':
      return { kind: 'move', index: last }
    case 'ArrowRight':
      if (opens && !isOpen) return { kind: 'toggle', id: row.id }
      return { kind: 'move', index: Math.min(last, active + 1) }
    case 'ArrowLeft':
      if (opens && isOpen) return { kind: 'toggle', id: row.id }
      return { kind: 'move', index: parent() }
    case 'Enter':
    case ' ':
      return { kind: 'choose' }
    default:
      return null
  }
}
