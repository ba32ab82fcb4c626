import { useSuspenseQuery } from '@tanstack/react-query'
import { health } from '../../api/health.ts'
import { dashboard } from '../../api/queries.ts'
import { number } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/text.tsx'
import { Guarded } from '../../parts/Guarded.tsx'
import { InstancesLink } from '../../parts/InstancesLink.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ActivityPanel } from './ActivityPanel.tsx'
import { ComponentsTable, HealthChip } from './ComponentsTable.tsx'
import { IncidentGroups } from './IncidentGroups.tsx'
import { LoadList } from './LoadList.tsx'
import classes from './DashboardPage.module.css'

/** What runs, what failed, and whether the platform itself is well. */
export function DashboardPage() {
  const { t } = useTexts()

  return (
    <div className={classes.page}>
      <h1 className="sr-only">{t('dashboard.title')}</h1>
      <div className={classes.wide}>
        <Guarded name="figures">
          <Figures />
        </Guarded>
      </div>
      <div className={classes.wide}>
        <ActivityPanel />
      </div>
      <Panel title={t('dashboard.load')} flush>
        <Guarded name="load">
          <LoadList />
        </Guarded>
      </Panel>
      <Panel title={t('dashboard.incidents')} flush>
        <Guarded name="incidents">
          <IncidentGroups />
        </Guarded>
      </Panel>
      <div className={classes.wide}>
        <Panel title={t('dashboard.components')} flush>
          <Guarded name="components">
            <ComponentsTable />
          </Guarded>
        </Panel>
      </div>
    </div>
  )
}

function Figures() {
  const { t, language } = useTexts()
  const { data } = useSuspenseQuery(dashboard())
  const { data: told } = useSuspenseQuery(health())

  return (
    <dl className={classes.figures}>
      <Figure label={t('dashboard.active')}>
        <InstancesLink search={{ states: ['active', 'incident'] }}>
          {number(data.activeInstances, language)}
        </InstancesLink>
      </Figure>
      <Figure label={t('dashboard.withIncident')} bad={data.instancesWithIncident > 0}>
        <InstancesLink search={{ states: ['incident'] }}>
          {number(data.instancesWithIncident, language)}
        </InstancesLink>
      </Figure>
      <Figure label={t('dashboard.definitions')}>{number(data.definitions, language)}</Figure>
      <Figure label={t('dashboard.health')}>
        <HealthChip status={told.health?.status ?? 'UNKNOWN'} />
      </Figure>
    </dl>
  )
}

function Figure(props: { label: string; bad?: boolean; children: React.ReactNode }) {
  return (
    <div className={classes.figure} data-bad={props.bad || undefined}>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}
