import { AreaChart } from '@mantine/charts'
import { SegmentedControl } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { activity } from '../../api/queries.ts'
import type { ActivityPoint } from '../../api/types.ts'
import { number } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/text.tsx'
import { Guarded } from '../../parts/Guarded.tsx'
import { RANGES, type Range } from '../../shell/page-search.ts'
import { Panel } from '../../ui/Panel.tsx'
import classes from './DashboardPage.module.css'

const route = getRouteApi('/shell/')
const RANGE_NAMES: readonly Range[] = ['hour', 'sixHours', 'day', 'week']
const DAY_MINUTES = 1_440

/** How many instances began and ended over time. */
export function ActivityPanel() {
  const { t } = useTexts()
  const { range = 'hour' } = route.useSearch()
  const navigate = route.useNavigate()

  return (
    <Panel
      title={t('dashboard.activity')}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('dashboard.activity.range')}
          value={range}
          onChange={(chosen) => navigate({ search: { range: chosen }, replace: true })}
          data={RANGE_NAMES.map((value) => ({ value, label: t(`dashboard.activity.${value}`) }))}
        />
      }
    >
      <div className={classes.chart}>
        <Guarded name={`activity ${range}`}>
          <ActivityChart minutes={RANGES[range]} />
        </Guarded>
      </div>
    </Panel>
  )
}

function ActivityChart({ minutes }: { minutes: number }) {
  const { t, language } = useTexts()
  const { data } = useSuspenseQuery(activity(minutes))
  const started = sum(data.items, (it) => it.started)
  const ended = sum(data.items, (it) => it.ended)
  const points = data.items.map((it) => ({
    time: timeOf(it.from, minutes),
    started: it.started,
    ended: it.ended,
  }))

  return (
    <figure style={{ margin: 0, height: '100%' }}>
      <figcaption className="sr-only">
        {t('dashboard.activity.summary', {
          started: number(started, language),
          ended: number(ended, language),
        })}
      </figcaption>
      <div aria-hidden style={{ height: '100%' }}>
        <AreaChart
          h="100%"
          data={points}
          dataKey="time"
          withLegend
          withDots={false}
          curveType="monotone"
          fillOpacity={0.14}
          strokeWidth={1.6}
          gridAxis="x"
          tickLine="none"
          xAxisProps={{ interval: 'equidistantPreserveStart' }}
          legendProps={{ position: 'top', height: 28 }}
          areaChartProps={{ accessibilityLayer: false }}
          series={[
            { name: 'started', label: t('dashboard.activity.started'), color: 'var(--tone-busy)' },
            { name: 'ended', label: t('dashboard.activity.ended'), color: 'var(--tone-good)' },
          ]}
        />
      </div>
    </figure>
  )
}

const sum = (points: ActivityPoint[], of: (point: ActivityPoint) => number) =>
  points.reduce((total, point) => total + of(point), 0)

function timeOf(iso: string, minutes: number): string {
  const at = new Date(iso)
  const time = at.toTimeString().slice(0, 5)
  return minutes <= DAY_MINUTES ? time : `${at.getMonth() + 1}/${at.getDate()} ${time}`
}
