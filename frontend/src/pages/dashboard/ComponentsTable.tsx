import type { Dashboard } from '../../api/types.ts'
import { instant } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/text.tsx'
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

/** Whether each part of the platform is well, and how far each has come. */
export function ComponentsTable({ dashboard }: { dashboard: Dashboard }) {
  const { t, language } = useTexts()
  const components = dashboard.health ? componentsOf(dashboard.health) : []
  const seen = Object.entries(dashboard.positions).map(([id, position]): Component => ({
    name: t('dashboard.partition', { id }),
    status: 'UP',
    details: [[t('dashboard.position'), new Intl.NumberFormat('en').format(position)]],
  }))
  const rows = [...components, ...seen]

  if (rows.length === 0) return <Notice icon="empty" title={t('dashboard.components.empty')} />
  return (
    <table className={classes.components}>
      <caption className="sr-only">
        {t('dashboard.components')} · {instant(dashboard.asOf, language)}
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

function ComponentRow({ component }: { component: Component }) {
  return (
    <tr>
      <td>{component.name}</td>
      <td>
        <HealthChip status={component.status} />
      </td>
      <td>
        <dl className={classes.details}>
          {component.details.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </td>
    </tr>
  )
}
