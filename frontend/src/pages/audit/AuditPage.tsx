import { Select } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { AUDIT_RESULTS, type AuditEntry } from '../../api/audit.ts'
import { auditLog } from '../../api/queries.ts'
import { instant } from '../../i18n/format.ts'
import { useText, useTexts } from '../../i18n/text.tsx'
import { Guarded } from '../../parts/Guarded.tsx'
import { KeysetTable, type Column } from '../../parts/KeysetTable.tsx'
import { SortButton, type SortOrder } from '../../parts/SortButton.tsx'
import { SlowInput } from '../../parts/SlowInput.tsx'
import { useUser } from '../../parts/user.ts'
import type { AuditSearch, AuditSort } from '../../shell/page-search.ts'
import { isKey, wantedKey } from '../../shell/search.ts'
import { Chip } from '../../ui/Chip.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Panel } from '../../ui/Panel.tsx'
import classes from './AuditPage.module.css'
import { entityText, filterOf, operationText, OPERATIONS, sortOf } from './audit.ts'

const route = getRouteApi('/shell/audit-log')

/** Who did what, and whether it worked; for administrators. */
export function AuditPage() {
  const t = useText()
  const { canAdminister } = useUser()

  if (!canAdminister) {
    return (
      <Notice icon="lock" title={t('audit.needsAdmin')} hint={t('audit.needsAdmin.hint')} alert />
    )
  }
  return (
    <div className={classes.page}>
      <h1 className="sr-only">{t('audit.title')}</h1>
      <Filters />
      <div className={classes.panel}>
        <Panel title={t('audit.table')} flush>
          <Entries />
        </Panel>
      </div>
    </div>
  )
}

function useRefine() {
  const navigate = route.useNavigate()
  return (change: AuditSearch) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
}

function Filters() {
  const t = useText()
  const search = route.useSearch()
  const refine = useRefine()

  return (
    <div className={classes.filters} role="search" aria-label={t('processes.filters')}>
      <SlowInput
        label={t('audit.actor')}
        value={search.actor ?? ''}
        onSettle={(it) => refine({ actor: it.trim() || undefined })}
      />
      <Select
        size="xs"
        label={t('audit.operation')}
        placeholder={t('audit.operation.all')}
        data={OPERATIONS.map((it) => ({ value: it, label: operationText(it, t) }))}
        value={search.operation ?? null}
        onChange={(it) => refine({ operation: it ?? undefined })}
        clearButtonProps={{ 'aria-label': t('audit.operation.all') }}
        clearable
      />
      <SlowInput
        label={t('audit.key')}
        value={search.key ?? ''}
        error={search.key && !isKey(search.key) && t('processes.key.invalid')}
        onSettle={(it) => refine({ key: wantedKey(it) })}
      />
      <Select
        size="xs"
        label={t('audit.result')}
        placeholder={t('audit.result.all')}
        data={AUDIT_RESULTS.map((it) => ({ value: it, label: t(`audit.result.${it}`) }))}
        value={search.result ?? null}
        onChange={(it) => refine({ result: AUDIT_RESULTS.find((one) => one === it) })}
        clearButtonProps={{ 'aria-label': t('audit.result.all') }}
        clearable
      />
    </div>
  )
}

function Entries() {
  const t = useText()
  const search = route.useSearch()
  return (
    <Guarded name={`audit ${JSON.stringify(search)}`}>
      <KeysetTable
        label={t('audit.table')}
        list={auditLog(filterOf(search), sortOf(search))}
        columns={useColumns()}
        rowKey={(it) => it.auditLogKey}
        empty={<Notice icon="audit" title={t('audit.empty')} hint={t('audit.empty.hint')} />}
      />
    </Guarded>
  )
}

function useColumns(): Column<AuditEntry>[] {
  const { t, language } = useTexts()
  const { sort = 'timestamp', order = 'descending' } = route.useSearch()
  const refine = useRefine()
  const sorted = (field: AuditSort, label: string) => {
    const by = field === sort ? order : undefined
    const onSort = (chosen: SortOrder) => refine({ sort: field, order: chosen })
    return { header: <SortButton label={label} sorted={by} onSort={onSort} />, sorted: by }
  }

  return [
    {
      id: 'time',
      width: '190px',
      ...sorted('timestamp', t('audit.time')),
      cell: (it) => instant(it.timestamp, language),
    },
    {
      id: 'actor',
      width: '150px',
      ...sorted('actorId', t('audit.actor')),
      cell: (it) => <span title={it.actorId}>{it.actorId}</span>,
    },
    {
      id: 'operation',
      width: '190px',
      ...sorted('operationType', t('audit.operation')),
      cell: (it) => operationText(it.operationType, t),
    },
    {
      id: 'entity',
      width: '270px',
      header: t('audit.entity'),
      cell: (it) => (
        <>
          {entityText(it, t)} <EntityKey entry={it} />
        </>
      ),
    },
    {
      id: 'result',
      width: '110px',
      header: t('audit.result'),
      cell: (it) => (
        <Chip tone={it.result === 'SUCCESS' ? 'good' : 'bad'}>
          {t(`audit.result.${it.result}`)}
        </Chip>
      ),
    },
    {
      id: 'detail',
      header: t('audit.detail'),
      cell: (it) => <span title={it.detail ?? undefined}>{it.detail ?? t('common.none')}</span>,
    },
  ]
}

/** The key of what something was done to, which leads there if it has a page. */
function EntityKey({ entry: { entityType, entityKey } }: { entry: AuditEntry }) {
  switch (entityType) {
    case 'PROCESS_INSTANCE':
      return (
        <Link to="/instances/$key" params={{ key: entityKey }} className="link mono">
          {entityKey}
        </Link>
      )
    case 'BATCH':
      return (
        <Link to="/batch-operations/$key" params={{ key: entityKey }} className="link mono">
          {entityKey}
        </Link>
      )
    case 'CLOCK':
      return null
    default:
      return <span className="mono">{entityKey}</span>
  }
}
