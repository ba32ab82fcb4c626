import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { health } from '../../api/health.ts'
import { dashboard } from '../../api/queries.ts'
import { instant } from '../../i18n/format.ts'
import { useTexts, type Say } from '../../i18n/text.tsx'
import { Chip, type Tone } from '../../ui/Chip.tsx'
import { Notice } from '../../ui/Notice.tsx'
import classes from './DashboardPage.module.css'
import { componentsOf, type Component } from './health.ts'

const TONES = {
  UP: 'good',
  DOWN: 'bad',
  OUT_OF_SERVICE: 'bad',
  DEGRADED: 'warn',
  UNKNOWN: 'neutral',
} as const satisfies Record<string, Tone>

/** The parts of the platform that have a name in the reader's language. */
const PARTS = ['diskSpace', 'exporters', 'gateway', 'partitions'] as const

/** What they tell of themselves. */
const DETAILS = ['total', 'free', 'threshold', 'brokers', 'partitions'] as const

type Known = keyof typeof TONES
const isKnown = (status: string): status is Known => status in TONES

export function HealthChip({ status }: { status: string }) {
  const { t } = useTexts()
  return isKnown(status) ? (
    <Chip tone={TONES[status]}>{t(`health.${status}`)}</Chip>
  ) : (
    <Chip tone="warn">{status}</Chip>
  )
}

/**
 * Whether each part of the platform is well, and how far each has come. There also while the read
 * model does not answer: it says why.
 */
export function ComponentsTable() {
  const { t, language } = useTexts()
  const { data: told } = useSuspenseQuery(health())
  const { data: known } = useQuery(dashboard())
  const components = told.health ? componentsOf(told.health) : []
  const seen = Object.entries(known?.positions ?? {}).map(([id, position]): Component => ({
    name: t('dashboard.partition', { id }),
    status: 'UP',
    details: [[t('dashboard.position'), new Intl.NumberFormat('en').format(position)]],
  }))
  const rows = [...components, ...seen]

  if (rows.length === 0) return <Notice icon="empty" title={t('dashboard.components.empty')} />
  return (
    <table className={classes.components}>
      <caption className="sr-only">
        {t('dashboard.components')}
        {known && ` · ${instant(known.asOf, language)}`}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('dashboard.component')}</th>
          <th scope="col">{t('common.state')}</th>
          <th scope="col">{t('dashboard.details')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((component) => (
          <ComponentRow key={component.name} component={component} />
        ))}
      </tbody>
    </table>
  )
}

/** A component in words, below it what it consists of as it calls that. */
function nameOf(name: string, t: Say): string {
  const [first = '', ...rest] = name.split(' / ')
  const part = PARTS.find((it) => it === first)
  return [part ? t(`health.part.${part}`) : first, ...rest].join(' / ')
}

function detailOf(name: string, t: Say): string {
  const detail = DETAILS.find((it) => it === name)
  return detail ? t(`health.detail.${detail}`) : name
}

function ComponentRow({ component }: { component: Component }) {
  const { t } = useTexts()
  return (
    <tr>
      <td>{nameOf(component.name, t)}</td>
      <td>
        <HealthChip status={component.status} />
      </td>
      <td>
        <dl className={classes.details}>
          {component.details.map(([name, value]) => (
            <div key={name}>
              <dt>{detailOf(name, t)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </td>
    </tr>
  )
}
