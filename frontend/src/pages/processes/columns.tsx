import { Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ProcessInstance } from '../../api/types.ts'
import { instant } from '../../i18n/format.ts'
import { useTexts, type TextKey } from '../../i18n/text.tsx'
import type { Column } from '../../parts/KeysetTable.tsx'
import { SortButton, type SortOrder } from '../../parts/SortButton.tsx'
import { InstanceChip, shownState } from '../../parts/states.tsx'
import type { Sort } from '../../shell/page-search.ts'
import { MAX_KEYS } from '../../shell/search.ts'
import { RowActions } from './RowActions.tsx'
import { route, useRefine, useToggle } from './route.ts'

/** What is shown of each instance. */
export function useInstanceColumns(): Column<ProcessInstance>[] {
  const { t, language } = useTexts()
  const { sort = 'startDate', order = 'descending' } = route.useSearch()
  const refine = useRefine()
  const sorted = (field: Sort, text: TextKey) => {
    const by = field === sort ? order : undefined
    const onSort = (chosen: SortOrder) => refine({ sort: field, order: chosen }, true)
    return { header: <SortButton label={t(text)} sorted={by} onSort={onSort} />, sorted: by }
  }

  return [
    { id: 'select', width: '38px', header: <SelectAll />, cell: (it) => <SelectRow row={it} /> },
    {
      id: 'name',
      ...sorted('processDefinitionName', 'processes.name'),
      cell: (it) => it.processDefinitionName ?? it.processDefinitionId,
    },
    {
      id: 'state',
      width: '112px',
      header: t('common.state'),
      cell: (it) => <InstanceChip state={shownState(it)} />,
    },
    {
      id: 'key',
      width: '172px',
      ...sorted('processInstanceKey', 'common.key'),
      cell: (it) => <InstanceLink instanceKey={it.processInstanceKey} />,
    },
    {
      id: 'version',
      width: '90px',
      ...sorted('processDefinitionVersion', 'processes.version'),
      cell: (it) => it.processDefinitionVersion,
    },
    {
      id: 'start',
      width: '176px',
      ...sorted('startDate', 'common.start'),
      cell: (it) => instant(it.startDate, language),
    },
    {
      id: 'end',
      width: '176px',
      ...sorted('endDate', 'common.end'),
      cell: (it) => instant(it.endDate, language),
    },
    {
      id: 'parent',
      width: '166px',
      header: t('processes.parentColumn'),
      cell: (it) =>
        it.parentProcessInstanceKey ? (
          <InstanceLink instanceKey={it.parentProcessInstanceKey} />
        ) : (
          t('common.none')
        ),
    },
    {
      id: 'actions',
      width: '72px',
      header: <span className="sr-only">{t('batches.operation')}</span>,
      cell: (it) => <RowActions row={it} />,
    },
  ]
}

function InstanceLink({ instanceKey }: { instanceKey: string }) {
  return (
    <Link to="/instances/$key" params={{ key: instanceKey }} className="link mono">
      {instanceKey}
    </Link>
  )
}

function SelectAll() {
  const { t } = useTexts()
  const { selected } = route.useSearch()
  const refine = useRefine()

  return (
    <Checkbox
      size="xs"
      aria-label={t('processes.selectAll')}
      checked={selected === 'all'}
      indeterminate={Array.isArray(selected)}
      onChange={() => refine({ selected: selected === undefined ? 'all' : undefined }, true)}
    />
  )
}

function SelectRow({ row }: { row: ProcessInstance }) {
  const { t } = useTexts()
  const { selected } = route.useSearch()
  const toggle = useToggle()
  const key = row.processInstanceKey
  const chosen = Array.isArray(selected) ? selected : []

  return (
    <Checkbox
      size="xs"
      aria-label={t('processes.select', { key })}
      checked={selected === 'all' || chosen.includes(key)}
      disabled={selected === 'all' || (chosen.length >= MAX_KEYS && !chosen.includes(key))}
      onChange={() => toggle(key)}
    />
  )
}
