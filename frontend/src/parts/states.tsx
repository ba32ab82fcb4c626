import type { BatchItemState, BatchState, InstanceState, JobState } from '../api/types.ts'
import { useText } from '../i18n/text.tsx'
import { Chip, type Tone } from '../ui/Chip.tsx'

/** What an instance is shown as: one that runs with an incident is its own kind. */
export type ShownState = InstanceState | 'incident'

const INSTANCE: Record<ShownState, Tone> = {
  ACTIVE: 'busy',
  COMPLETED: 'good',
  TERMINATED: 'neutral',
  incident: 'bad',
}
const JOB: Record<JobState, Tone> = {
  CREATED: 'warn',
  ACTIVATED: 'busy',
  COMPLETED: 'good',
  FAILED: 'bad',
  ERROR_THROWN: 'warn',
  TIMED_OUT: 'warn',
  RETRIES_UPDATED: 'warn',
  CANCELED: 'neutral',
}
const BATCH: Record<BatchState, Tone> = {
  CREATED: 'busy',
  ACTIVE: 'busy',
  COMPLETED: 'good',
  PARTIALLY_COMPLETED: 'warn',
  CANCELED: 'neutral',
  FAILED: 'bad',
}
const ITEM: Record<BatchItemState, Tone> = {
  ACTIVE: 'busy',
  COMPLETED: 'good',
  FAILED: 'bad',
  CANCELED: 'neutral',
}
const SUBSCRIPTION = { CREATED: 'busy', CORRELATED: 'good', DELETED: 'neutral' } as const
const TIMER = { CREATED: 'busy', TRIGGERED: 'good', CANCELED: 'neutral' } as const

export const shownState = (it: { state: InstanceState; hasIncident: boolean }): ShownState =>
  it.state === 'ACTIVE' && it.hasIncident ? 'incident' : it.state

export function InstanceChip({ state }: { state: ShownState }) {
  const t = useText()
  return <Chip tone={INSTANCE[state]}>{t(`state.${state}`)}</Chip>
}

export function JobChip({ state }: { state: JobState }) {
  const t = useText()
  return <Chip tone={JOB[state]}>{t(`job.${state}`)}</Chip>
}

export function BatchChip({ state }: { state: BatchState }) {
  const t = useText()
  return <Chip tone={BATCH[state]}>{t(`batch.${state}`)}</Chip>
}

export function ItemChip({ state }: { state: BatchItemState }) {
  const t = useText()
  return <Chip tone={ITEM[state]}>{t(`item.${state}`)}</Chip>
}

export function SubscriptionChip({ state }: { state: keyof typeof SUBSCRIPTION }) {
  const t = useText()
  return <Chip tone={SUBSCRIPTION[state]}>{t(`subscription.${state}`)}</Chip>
}

export function TimerChip({ state }: { state: keyof typeof TIMER }) {
  const t = useText()
  return <Chip tone={TIMER[state]}>{t(`timer.${state}`)}</Chip>
}
