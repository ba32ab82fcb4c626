import { Switch } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { batchCan } from '../../api/can.ts'
import { cancelBatch } from '../../api/operations.ts'
import { batchItems, batchOperation } from '../../api/queries.ts'
import type { BatchOperation, BatchOperationItem } from '../../api/types.ts'
import { instant } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/text.tsx'
import { ConfirmButton } from '../../parts/ConfirmButton.tsx'
import { Guarded } from '../../parts/Guarded.tsx'
import { KeysetTable, type Column } from '../../parts/KeysetTable.tsx'
import { BatchChip, ItemChip } from '../../parts/states.tsx'
import { useOperation } from '../../parts/useOperation.ts'
import { useUser } from '../../parts/user.ts'
import { STATE_FILTERS } from '../../shell/page-search.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { BatchBar } from './BatchBar.tsx'
import classes from './BatchesPage.module.css'
import { operationText } from './batch.ts'

const route = getRouteApi('/shell/batch-operations/$key')

/** One operation on many instances: how far it is, and what became of each item. */
export function BatchPage() {
  const { t } = useTexts()
  const { key } = route.useParams()
  const { only } = route.useSearch()
  const navigate = route.useNavigate()
  const { data } = useSuspenseQuery(batchOperation(key))

  return (
    <div className={classes.page}>
      <BatchHeader batch={data} />
      <div className={classes.panel}>
        <Panel
          title={t('batches.items')}
          flush
          actions={
            <Switch
              size="xs"
              label={t('batches.onlyFailed')}
              checked={only === 'failed'}
              onChange={({ currentTarget }) =>
                void navigate({
                  search: { only: currentTarget.checked ? 'failed' : undefined },
                  replace: true,
                })
              }
            />
          }
        >
          <Guarded name={`items ${key} ${only ?? ''}`}>
            <Items batchKey={key} states={only === 'failed' ? ['FAILED'] : []} />
          </Guarded>
        </Panel>
      </div>
    </div>
  )
}

function BatchHeader({ batch }: { batch: BatchOperation }) {
  const { t, language } = useTexts()
  const user = useUser()
  const refusal = batchCan.stop(user, batch)
  const stop = useOperation(cancelBatch, () => ({ title: t('batches.canceled') }))

  return (
    <header className={classes.header}>
      <h1 className={classes.title}>{operationText(batch, t)}</h1>
      <BatchChip state={batch.state} />
      <span className={classes.dim}>
        <span className="mono">{batch.batchOperationKey}</span> · {t('batches.actor')}{' '}
        {batch.actorId} · {instant(batch.startDate, language)}
        {batch.endDate !== null && ` – ${instant(batch.endDate, language)}`}
      </span>
      <span className={classes.wide} role="status">
        <BatchBar batch={batch} />
      </span>
      <Link
        to="/processes"
        search={{ batch: batch.batchOperationKey, states: [...STATE_FILTERS] }}
        className="link"
      >
        {t('batches.instances')}
      </Link>
      <ConfirmButton
        danger
        icon="cancel"
        label={t('batches.cancel')}
        title={t('batches.cancel.title')}
        text={t('batches.cancel.text')}
        confirm={t('batches.cancel.confirm')}
        refusal={refusal && t(refusal)}
        busy={stop.isPending || (stop.isSuccess && refusal === null)}
        onConfirm={() => stop.mutate(batch.batchOperationKey)}
      />
    </header>
  )
}

function Items({ batchKey, states }: { batchKey: string; states: string[] }) {
  const { t, language } = useTexts()
  const columns: Column<BatchOperationItem>[] = [
    {
      id: 'instance',
      width: '190px',
      header: t('batches.item'),
      cell: (it) => (
        <Link to="/instances/$key" params={{ key: it.processInstanceKey }} className="link mono">
          {it.processInstanceKey}
        </Link>
      ),
    },
    {
      id: 'state',
      width: '130px',
      header: t('common.state'),
      cell: (it) => <ItemChip state={it.state} />,
    },
    {
      id: 'processed',
      width: '190px',
      header: t('batches.processed'),
      cell: (it) => instant(it.processedDate, language),
    },
    {
      id: 'error',
      header: t('batches.error'),
      cell: (it) => <span title={it.errorMessage ?? undefined}>{it.errorMessage ?? '–'}</span>,
    },
  ]

  return (
    <KeysetTable
      label={t('batches.items')}
      list={batchItems(batchKey, states)}
      columns={columns}
      rowKey={(it) => it.itemKey}
      empty={
        <Notice icon="empty" title={t('batches.items.empty')} hint={t('batches.items.emptyHint')} />
      }
    />
  )
}
