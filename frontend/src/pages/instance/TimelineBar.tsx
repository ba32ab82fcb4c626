import { ActionIcon, Button, Slider } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { MAX_MOMENTS, timeline } from '../../api/queries.ts'
import type { Moment } from '../../api/types.ts'
import { clock, instant } from '../../i18n/format.ts'
import { useTexts, type Say } from '../../i18n/text.tsx'
import { Icon } from '../../ui/Icon.tsx'
import classes from './InstancePage.module.css'
import { route, useRefine } from './route.ts'

/** Moves over the records of an instance; its right end is now. */
export function TimelineBar({ instanceKey }: { instanceKey: string }) {
  const { t, language } = useTexts()
  const { at } = route.useSearch()
  const refine = useRefine()
  const { data } = useSuspenseQuery(timeline(instanceKey))
  const [dragged, setDragged] = useState<number>()
  const moments = data.items
  const now = moments.length
  const index = dragged ?? indexOf(moments, at)
  const moment = moments[index]
  const go = (to: number) => {
    setDragged(undefined)
    refine({ at: moments[to]?.position })
  }

  if (now === 0) return null
  const text = moment ? momentText(moment, t) : t('timeline.live')
  return (
    <section className={classes.timeline} aria-label={t('timeline.title')} data-past={at}>
      <strong>{t('timeline.title')}</strong>
      <Step icon="left" label={t('timeline.previous')} to={index - 1} go={go} off={index <= 0} />
      <Slider
        className={classes.slider}
        size="sm"
        min={0}
        max={now}
        step={1}
        value={index}
        label={null}
        thumbLabel={t('timeline.label')}
        thumbValueText={text}
        onChange={setDragged}
        onChangeEnd={go}
      />
      <Step icon="right" label={t('timeline.next')} to={index + 1} go={go} off={index >= now} />
      <span className={classes.moment} role="status">
        {moment ? (
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
      {data.hasMore && now >= MAX_MOMENTS && <span>{t('timeline.truncated', { count: now })}</span>}
      {at !== undefined && (
        <Button size="compact-xs" onClick={() => go(now)}>
          {t('timeline.backToLive')}
        </Button>
      )}
    </section>
  )
}

function Step(props: {
  icon: 'left' | 'right'
  label: string
  to: number
  off: boolean
  go: (to: number) => void
}) {
  return (
    <ActionIcon
      size="sm"
      variant="subtle"
      color="gray"
      aria-label={props.label}
      title={props.label}
      disabled={props.off}
      onClick={() => props.go(props.to)}
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

const momentText = (it: Moment, t: Say) =>
  t(`timeline.what.${it.what}`, { element: it.elementName ?? it.elementId })
