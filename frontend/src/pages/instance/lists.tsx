import { Link } from '@tanstack/react-router'
import * as queries from '../../api/queries.ts'
import type { Job, MessageSubscription, ProcessInstance, Timer } from '../../api/types.ts'
import { clock, instant } from '../../i18n/format.ts'
import { useTexts, type Language } from '../../i18n/text.tsx'
import { KeysetTable, type Column } from '../../parts/KeysetTable.tsx'
import {
  InstanceChip,
  JobChip,
  shownState,
  SubscriptionChip,
  TimerChip,
} from '../../parts/states.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ElementButton } from './ElementButton.tsx'
import { WholeText } from './WholeText.tsx'

interface Props {
  instanceKey: string
}

const elementColumn = <T extends { elementId: string; elementInstanceKey: string | null }>(
  header: string,
): Column<T> => ({ id: 'element', header, cell: (it) => <ElementButton of={it} /> })

/** A moment where there is little room: its day is in the hint. */
const moment = (iso: string | null, language: Language) => (
  <span title={instant(iso, language)}>{clock(iso, language)}</span>
)

export function JobsTab({ instanceKey }: Props) {
  const { t, language } = useTexts()
  const columns: Column<Job>[] = [
    { id: 'type', header: t('common.type'), cell: (it) => it.type },
    elementColumn(t('common.element')),
    {
      id: 'state',
      width: '112px',
      header: t('common.state'),
      cell: (it) => <JobChip state={it.state} />,
    },
    { id: 'retries', width: '90px', header: t('common.retries'), cell: (it) => it.retries },
    { id: 'worker', header: t('common.worker'), cell: (it) => it.worker || t('common.none') },
    {
      id: 'deadline',
      width: '104px',
      header: t('jobs.deadline'),
      cell: (it) => moment(it.state === 'ACTIVATED' ? it.deadline : null, language),
    },
    {
      id: 'created',
      width: '104px',
      header: t('common.created'),
      cell: (it) => moment(it.creationTime, language),
    },
    {
      id: 'error',
      header: t('jobs.error'),
      cell: (it) => <WholeText title={it.type} text={it.errorMessage ?? it.errorCode ?? ''} />,
    },
  ]
  return (
    <KeysetTable
      label={t('tab.jobs')}
      list={queries.jobs(instanceKey)}
      columns={columns}
      rowKey={(it) => it.jobKey}
      empty={<Notice icon="empty" title={t('jobs.empty')} hint={t('jobs.empty.hint')} />}
    />
  )
}

export function MessagesTab({ instanceKey }: Props) {
  const { t, language } = useTexts()
  const columns: Column<MessageSubscription>[] = [
    { id: 'name', header: t('messages.name'), cell: (it) => it.messageName },
    { id: 'key', header: t('messages.key'), cell: (it) => it.correlationKey },
    elementColumn(t('common.element')),
    {
      id: 'state',
      width: '120px',
      header: t('common.state'),
      cell: (it) => <SubscriptionChip state={it.messageSubscriptionState} />,
    },
    {
      id: 'updated',
      header: t('messages.updated'),
      cell: (it) => instant(it.lastUpdatedDate, language),
    },
  ]
  return (
    <KeysetTable
      label={t('tab.messages')}
      list={queries.subscriptions(instanceKey)}
      columns={columns}
      rowKey={(it) => it.messageSubscriptionKey}
      empty={<Notice icon="empty" title={t('messages.empty')} hint={t('messages.empty.hint')} />}
    />
  )
}

export function TimersTab({ instanceKey }: Props) {
  const { t, language } = useTexts()
  const columns: Column<Timer>[] = [
    elementColumn(t('common.element')),
    { id: 'due', header: t('timers.due'), cell: (it) => instant(it.dueDate, language) },
    {
      id: 'repetitions',
      header: t('timers.repetitions'),
      cell: (it) => (it.repetitions < 0 ? '∞' : it.repetitions),
    },
    {
      id: 'state',
      width: '120px',
      header: t('common.state'),
      cell: (it) => <TimerChip state={it.state} />,
    },
  ]
  return (
    <KeysetTable
      label={t('tab.timers')}
      list={queries.timers(instanceKey)}
      columns={columns}
      rowKey={(it) => it.timerKey}
      empty={<Notice icon="empty" title={t('timers.empty')} hint={t('timers.empty.hint')} />}
    />
  )
}

export function CalledTab({ instanceKey }: Props) {
  const { t, language } = useTexts()
  const columns: Column<ProcessInstance>[] = [
    {
      id: 'process',
      header: t('called.process'),
      cell: (it) => it.processDefinitionName ?? it.processDefinitionId,
    },
    {
      id: 'key',
      header: t('common.key'),
      cell: (it) => (
        <Link to="/instances/$key" params={{ key: it.processInstanceKey }} className="link mono">
          {it.processInstanceKey}
        </Link>
      ),
    },
    {
      id: 'state',
      width: '120px',
      header: t('common.state'),
      cell: (it) => <InstanceChip state={shownState(it)} />,
    },
    { id: 'start', header: t('common.start'), cell: (it) => instant(it.startDate, language) },
    { id: 'end', header: t('common.end'), cell: (it) => instant(it.endDate, language) },
  ]
  return (
    <KeysetTable
      label={t('tab.called')}
      list={queries.calledInstances(instanceKey)}
      columns={columns}
      rowKey={(it) => it.processInstanceKey}
      empty={<Notice icon="empty" title={t('called.empty')} hint={t('called.empty.hint')} />}
    />
  )
}
