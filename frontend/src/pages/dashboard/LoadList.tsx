import { useSuspenseQuery } from '@tanstack/react-query'
import { definitionLoads } from '../../api/queries.ts'
import type { DefinitionLoad } from '../../api/types.ts'
import { number } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/text.tsx'
import { InstancesLink } from '../../parts/InstancesLink.tsx'
import { Notice } from '../../ui/Notice.tsx'
import classes from './DashboardPage.module.css'

/** The processes that have the most to do, and how much of it is stuck. */
export function LoadList() {
  const { t } = useTexts()
  const { data } = useSuspenseQuery(definitionLoads())
  const most = Math.max(1, ...data.items.map(all))

  if (data.items.length === 0) {
    return <Notice icon="check" title={t('dashboard.load.empty')} hint={t('dashboard.load.hint')} />
  }
  return (
    <ul className={classes.list}>
      {data.items.map((load) => (
        <li key={load.processDefinitionId}>
          <LoadRow load={load} most={most} />
        </li>
      ))}
    </ul>
  )
}

function LoadRow({ load, most }: { load: DefinitionLoad; most: number }) {
  const { t, language } = useTexts()
  const running = load.activeInstancesWithoutIncidentCount
  const stuck = load.activeInstancesWithIncidentCount
  const share = (count: number) => `${(count / most) * 100}%`
  const counts = t('dashboard.load.bar', {
    active: number(running + stuck, language),
    incidents: number(stuck, language),
  })

  return (
    <InstancesLink
      className={classes.row}
      search={{ process: load.processDefinitionId, states: ['active', 'incident'] }}
    >
      <span className={classes.line}>
        <span className={classes.name}>
          {load.latestProcessDefinitionName ?? load.processDefinitionId}
        </span>
        <span className={classes.dim}>{load.processDefinitionId}</span>
        <span className={classes.count} aria-label={counts} role="img">
          {stuck > 0 && <span className={classes.badCount}>{number(stuck, language)} / </span>}
          {number(running + stuck, language)}
        </span>
      </span>
      <span className={classes.bar} aria-hidden>
        <span className={classes.barIncidents} style={{ width: share(stuck) }} />
        <span className={classes.barActive} style={{ width: share(running) }} />
      </span>
    </InstancesLink>
  )
}

const all = (load: DefinitionLoad) =>
  load.activeInstancesWithoutIncidentCount + load.activeInstancesWithIncidentCount
