import { Button, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { incidentCan } from '../../api/can.ts'
import { resolveIncident } from '../../api/operations.ts'
import { openIncidents } from '../../api/queries.ts'
import type { Incident } from '../../api/types.ts'
import { clock, instant } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/text.tsx'
import { KeysetTable, type Column } from '../../parts/KeysetTable.tsx'
import { useOperation } from '../../parts/useOperation.ts'
import { useUser } from '../../parts/user.ts'
import { Notice } from '../../ui/Notice.tsx'
import classes from './DetailTabs.module.css'
import { ElementButton } from './ElementButton.tsx'
import { WholeText } from './WholeText.tsx'

const MAX_ATTEMPTS = 100

/** What went wrong and is not mended, each with its message and a way to try again. */
export function IncidentsTab({ instanceKey }: { instanceKey: string }) {
  const { t, language } = useTexts()
  const columns: Column<Incident>[] = [
    { id: 'type', width: '176px', header: t('common.type'), cell: (it) => it.errorType },
    {
      id: 'element',
      width: '124px',
      header: t('common.element'),
      cell: (it) => <ElementButton of={it} />,
    },
    {
      id: 'message',
      header: t('common.message'),
      cell: (it) => (
        <WholeText title={t('incidents.whole', { element: it.elementId })} text={it.errorMessage} />
      ),
    },
    {
      id: 'created',
      width: '112px',
      header: t('common.created'),
      cell: (it) => (
        <span title={instant(it.creationTime, language)}>{clock(it.creationTime, language)}</span>
      ),
    },
    {
      id: 'retry',
      width: '138px',
      header: t('incidents.retries'),
      cell: (it) => <Retry key={it.incidentKey} incident={it} />,
    },
  ]

  return (
    <KeysetTable
      label={t('tab.incidents')}
      list={openIncidents(instanceKey)}
      columns={columns}
      rowKey={(it) => it.incidentKey}
      empty={<Notice icon="check" title={t('incidents.empty')} hint={t('incidents.empty.hint')} />}
    />
  )
}

function Retry({ incident }: { incident: Incident }) {
  const { t } = useTexts()
  const user = useUser()
  const [retries, setRetries] = useState(1)
  const resolve = useOperation(
    () => resolveIncident(incident.incidentKey, retries),
    () => ({ title: t('incidents.accepted') }),
  )
  const refusal = incidentCan.retry(user)

  return (
    <span className={classes.rowEnd}>
      {incident.jobKey !== null && (
        <NumberInput
          size="xs"
          w={48}
          hideControls
          min={1}
          max={MAX_ATTEMPTS}
          clampBehavior="strict"
          allowDecimal={false}
          aria-label={t('incidents.retries')}
          value={retries}
          onChange={(value) => setRetries(Number(value) || 1)}
        />
      )}
      <Button
        size="compact-xs"
        variant="light"
        aria-label={t('incidents.retryOf', { element: incident.elementId })}
        title={refusal ? t(refusal) : undefined}
        disabled={refusal !== null}
        loading={resolve.isPending || resolve.isSuccess}
        onClick={() => resolve.mutate(undefined)}
      >
        {t('incidents.retry')}
      </Button>
    </span>
  )
}
