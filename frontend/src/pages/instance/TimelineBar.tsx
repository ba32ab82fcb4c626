import { ActionIcon, Button, Slider } from '@mantine/core'
import { keepPreviousData, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { MAX_MOMENTS, momentAt, timeline } from '../../api/queries.ts'
import type { Moment } from '../../api/types.ts'
import { clock, instant } from '../../i18n/format.ts'
import { useTexts, type Say } from '../../i18n/text.tsx'
import { Icon } from '../../ui/Icon.tsx'
import classes from './InstancePage.module.css'
import { route, useRefine } from './route.ts'

/** Moves over the records of an instance; its right end is now. */
export function TimelineBar({ instanceKey }: { instanceKey: string }) {
  const { data } = useSuspenseQuery(timeline(instanceKey))

  if (data.items.length === 0) return null
  return data.items.length >= MAX_MOMENTS && data.hasMore ? (
    <LongTimeline instanceKey={instanceKey} first={data.firstPosition} last={data.lastPosition} />
  ) : (
    <ShortTimeline moments={data.items} />
  )
}

/** A step of the slider for every record. */
function ShortTimeline({ moments }: { moments: Moment[] }) {
  const { at } = route.useSearch()
  const refine = useRefine()
  const [dragged, setDragged] = useState<number>()
  const now = moments.length
  const index = dragged ?? indexOf(moments, at)
  const go = (to: number) => {
    setDragged(undefined)
    refine({ at: moments[to]?.position })
  }

  return (
    <Bar
      min={0}
      max={now}
      step={1}
      value={index}
      moment={moments[index] ?? null}
      previous={index > 0 ? index - 1 : undefined}
      next={index < now ? index + 1 : undefined}
      onDrag={setDragged}
      go={go}
    />
  )
}

/** How many steps the slider of a long timeline has. */
const LONG_STEPS = 500

/**
 * A slider over positions in the log, of which the instance has only some: it comes near to every
 * record, and the buttons beside it go from one to the next.
 */
function LongTimeline(props: { instanceKey: string; first: number; last: number }) {
  const { instanceKey, first, last } = props
  const { at } = route.useSearch()
  const refine = useRefine()
  const [dragged, setDragged] = useState<number>()
  const range = longRange(first, last)
  const isNow = dragged === undefined ? at === undefined : dragged > last
  const shown = Math.max(first, at ?? last)
  const { data } = useQuery({
    ...momentAt(instanceKey, shown),
    enabled: at !== undefined,
    placeholderData: keepPreviousData,
  })
  const go = (to: number) => {
    setDragged(undefined)
    refine({ at: to > last ? undefined : to })
  }

  return (
    <Bar
      {...range}
      value={isNow ? range.max : (dragged ?? shown)}
      moment={isNow ? null : (data?.moment ?? null)}
      dragged={dragged}
      previous={isNow ? last : data?.previous}
      next={isNow ? undefined : (data?.next ?? range.max)}
      onDrag={setDragged}
      go={go}
    />
  )
}

/** Steps of one width from the first position until behind the last. */
export function longRange(first: number, last: number) {
  const step = Math.max(1, Math.ceil((last + 1 - first) / LONG_STEPS))
  return { min: first, max: first + step * Math.ceil((last + 1 - first) / step), step }
}

interface BarProps {
  min: number
  max: number
  step: number
  value: number
  /** What is shown; null for now, or while it is not known yet. */
  moment: Moment | null
  /** The position that the slider is dragged over, where its moment is not known. */
  dragged?: number | undefined
  previous: number | undefined
  next: number | undefined
  onDrag: (to: number) => void
  go: (to: number) => void
}

function Bar(props: BarProps) {
  const { t, language } = useTexts()
  const { at } = route.useSearch()
  const { value, max, moment, dragged, previous, next, go } = props
  const text = textOf(value === max, moment, dragged, t)

  return (
    <section className={classes.timeline} aria-label={t('timeline.title')} data-past={at}>
      <strong>{t('timeline.title')}</strong>
      <Step icon="left" label={t('timeline.previous')} to={previous} go={go} />
      <Slider
        className={classes.slider}
        size="sm"
        min={props.min}
        max={max}
        step={props.step}
        value={value}
        label={null}
        thumbLabel={t('timeline.label')}
        thumbValueText={text}
        onChange={props.onDrag}
        onChangeEnd={go}
      />
      <Step icon="right" label={t('timeline.next')} to={next} go={go} />
      <span className={classes.moment} role="status">
        {moment && dragged === undefined ? (
          <>
            <span className="mono">{clock(moment.timestamp, language)}</span> {text}
            <span className="sr-only">
              {t('timeline.past', { time: instant(moment.timestamp, language) })}
            </span>
          </>
        ) : (
          text
        )}
      </span>
      {at !== undefined && (
        <Button size="compact-xs" onClick={() => go(max)}>
          {t('timeline.backToLive')}
        </Button>
      )}
    </section>
  )
}

function Step(props: {
  icon: 'left' | 'right'
  label: string
  to: number | undefined
  go: (to: number) => void
}) {
  const { to, go } = props
  return (
    <ActionIcon
      size="sm"
      variant="subtle"
      color="gray"
      aria-label={props.label}
      title={props.label}
      disabled={to === undefined}
      onClick={() => to !== undefined && go(to)}
    >
      <Icon name={props.icon} size={13} />
    </ActionIcon>
  )
}

/** The last moment up to a position; the end, which is now, without one. */
export function indexOf(moments: Moment[], position: number | undefined): number {
  if (position === undefined) return moments.length
  const index = moments.findLastIndex((it) => it.position <= position)
  return Math.max(0, index)
}

function textOf(isNow: boolean, moment: Moment | null, dragged: number | undefined, t: Say) {
  if (isNow) return t('timeline.live')
  if (dragged !== undefined || moment === null) {
    return t('timeline.position', { position: dragged ?? '…' })
  }
  return t(`timeline.what.${moment.what}`, { element: moment.elementName ?? moment.elementId })
}
