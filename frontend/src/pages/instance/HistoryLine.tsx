import { Skeleton } from '@mantine/core'
import type { ElementInstance, ProcessInstance } from '../../api/types.ts'
import { clock, duration } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/text.tsx'
import { InstanceChip, shownState } from '../../parts/states.tsx'
import { Icon } from '../../ui/Icon.tsx'
import classes from './History.module.css'
import { iconOf, isContainer } from './element-types.ts'
import type { HistoryRow } from './useHistoryRows.ts'

const INDENT = 16

interface Line {
  id: string
  top: number
  isActive: boolean
  isChosen: boolean
  onPick: () => void
}

/** The line of the instance itself, which holds all others. */
export function InstanceLine(props: Line & { instance: ProcessInstance; onChoose: () => void }) {
  const { instance } = props
  const name = instance.processDefinitionName ?? instance.processDefinitionId
  return (
    <div
      {...frame(props, 1)}
      aria-expanded
      onClick={() => {
        props.onPick()
        props.onChoose()
      }}
    >
      <span className={classes.chevron} />
      <span className={classes.icon}>
        <Icon name="process" size={14} />
      </span>
      <strong className={classes.name}>{name}</strong>
      <When of={instance} />
      <span className={classes.state}>
        <InstanceChip state={shownState(instance)} />
      </span>
    </div>
  )
}

/** One visit to an element, or the sign that more are on their way. */
export function HistoryLine(
  props: Line & {
    row: HistoryRow
    isOpen: boolean
    onChoose: (element: ElementInstance) => void
    onToggle: (id: string) => void
  },
) {
  const { t } = useTexts()
  const { row } = props
  const level = row.level + 1
  if (row.kind !== 'element') {
    return (
      <div {...frame(props, level)} aria-label={t('common.more')}>
        <span className={classes.chevron} />
        <Skeleton height={10} width="50%" />
      </div>
    )
  }

  const { element } = row
  const opens = isContainer(element.type)
  return (
    <div
      {...frame(props, level)}
      aria-expanded={opens ? props.isOpen : undefined}
      onClick={() => {
        props.onPick()
        props.onChoose(element)
      }}
    >
      <span
        className={classes.chevron}
        data-toggle={opens || undefined}
        onClick={(event) => {
          if (!opens) return
          event.stopPropagation()
          props.onPick()
          props.onToggle(row.id)
        }}
      >
        {opens && <Icon name={props.isOpen ? 'open' : 'right'} size={11} />}
      </span>
      <span className={classes.icon}>
        <Icon name={iconOf(element.type)} size={14} />
      </span>
      <span className={classes.name}>{element.elementName ?? element.elementId}</span>
      <When of={element} />
      <span className={classes.state}>
        <InstanceChip state={shownState(element)} />
      </span>
    </div>
  )
}

function When({ of }: { of: { startDate: string; endDate: string | null } }) {
  const { language } = useTexts()
  return (
    <span className={classes.time}>
      {clock(of.startDate, language)}
      {of.endDate !== null && ` · ${duration(of.startDate, of.endDate)}`}
    </span>
  )
}

const frame = (line: Line, level: number) => ({
  id: line.id,
  className: classes.line,
  style: { top: line.top, paddingLeft: 8 + (level - 1) * INDENT },
  role: 'treeitem',
  'aria-level': level,
  'aria-selected': line.isChosen,
  'data-chosen': line.isChosen || undefined,
  'data-active': line.isActive || undefined,
})
