import { Suspense } from 'react'
import { instances } from '../../api/queries.ts'
import { useText } from '../../i18n/text.tsx'
import { Guarded } from '../../parts/Guarded.tsx'
import { KeysetTable } from '../../parts/KeysetTable.tsx'
import { ListTotal } from '../../parts/ListTotal.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { BatchToolbar } from './BatchToolbar.tsx'
import { filterOf, isUnreadable, sortOf } from './filter.ts'
import { useInstanceColumns } from './columns.tsx'
import { route } from './route.ts'

/** The instances that the filters find, and what can be done to those that are chosen. */
export function InstancesPanel() {
  const t = useText()
  const search = route.useSearch()
  const list = instances(filterOf(search), sortOf(search))
  const columns = useInstanceColumns()
  const { selected } = search

  return (
    <Panel
      title={t('processes.table')}
      note={
        <Suspense>
          <ListTotal list={list} />
        </Suspense>
      }
      flush
    >
      {selected !== undefined && <BatchToolbar selected={selected} list={list} />}
      <Guarded name={JSON.stringify(list.queryKey)}>
        <KeysetTable
          label={t('processes.table')}
          list={list}
          columns={columns}
          rowKey={(it) => it.processInstanceKey}
          isChosen={(it) => selected === 'all' || !!selected?.includes(it.processInstanceKey)}
          empty={
            <Notice
              icon="empty"
              title={t('processes.empty')}
              hint={t(isUnreadable(search) ? 'processes.unreadable' : 'processes.empty.hint')}
            />
          }
        />
      </Guarded>
    </Panel>
  )
}
