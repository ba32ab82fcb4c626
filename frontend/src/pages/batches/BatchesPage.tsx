import { Link } from '@tanstack/react-router'
import { Suspense } from 'react'
import { batchOperations } from '../../api/queries.ts'
import type { BatchOperation } from '../../api/types.ts'
import { instant } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/text.tsx'
import { Guarded } from '../../parts/Guarded.tsx'
import { KeysetTable, type Column } from '../../parts/KeysetTable.tsx'
import { ListTotal } from '../../parts/ListTotal.tsx'
import { BatchChip } from '../../parts/states.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Panel } from '../../ui/Panel.tsx'
import classes from './BatchesPage.module.css'
import { BatchBar } from './BatchBar.tsx'
import { operationText } from './batch.ts'

/** Operations on many instances, the newest first. */
export function BatchesPage() {
  const { t, language } = useTexts()
  const list = batchOperations()
  const columns: Column<BatchOperation>[] = [
    {
      id: 'operation',
      header: t('batches.operation'),
      cell: (it) => (
        <Link to="/batch-operations/$key" params={{ key: it.batchOperationKey }} className="link">
          {operationText(it, t)}
        </Link>
      ),
    },
    { id: 'key', header: t('common.key'), cell: (it) => it.batchOperationKey },
    {
      id: 'state',
      width: '130px',
      header: t('common.state'),
      cell: (it) => <BatchChip state={it.state} />,
    },
    {
      id: 'progress',
      width: '24%',
      header: t('batches.progress'),
      cell: (it) => <BatchBar batch={it} />,
    },
    { id: 'actor', width: '110px', header: t('batches.actor'), cell: (it) => it.actorId },
    { id: 'start', header: t('common.start'), cell: (it) => instant(it.startDate, language) },
    { id: 'end', header: t('common.end'), cell: (it) => instant(it.endDate, language) },
  ]

  return (
    <div className={classes.page}>
      <h1 className="sr-only">{t('batches.title')}</h1>
      <Panel
        title={t('batches.title')}
        note={
          <Suspense>
            <ListTotal list={list} />
          </Suspense>
        }
        flush
      >
        <Guarded name="batches">
          <KeysetTable
            label={t('batches.table')}
            list={list}
            columns={columns}
            rowKey={(it) => it.batchOperationKey}
            empty={
              <Notice icon="batch" title={t('batches.empty')} hint={t('batches.empty.hint')} />
            }
          />
        </Guarded>
      </Panel>
    </div>
  )
}
