import { useSuspenseQuery } from '@tanstack/react-query'
import { errorGroups } from '../../api/queries.ts'
import { number } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/text.tsx'
import { InstancesLink } from '../../parts/InstancesLink.tsx'
import { firstLine } from '../../parts/text.ts'
import { Notice } from '../../ui/Notice.tsx'
import classes from './DashboardPage.module.css'

/** Open incidents by what they say, the widest spread first. */
export function IncidentGroups() {
  const { t, language } = useTexts()
  const { data } = useSuspenseQuery(errorGroups())

  if (data.items.length === 0) {
    return <Notice icon="check" title={t('dashboard.incidents.empty')} />
  }
  return (
    <ul className={classes.list}>
      {data.items.map((group) => (
        <li key={`${group.errorType} ${group.errorMessage}`}>
          <InstancesLink
            className={classes.row}
            search={{ cause: String(group.errorHashCode), states: ['incident'] }}
          >
            <span className={classes.line}>
              <span className={classes.message} title={group.errorMessage}>
                {firstLine(group.errorMessage)}
              </span>
              <span className={`${classes.count} ${classes.badCount}`}>
                <span className="sr-only">
                  {t('dashboard.incidents.count', { count: group.activeInstancesWithErrorCount })}
                </span>
                <span aria-hidden>{number(group.activeInstancesWithErrorCount, language)}</span>
              </span>
            </span>
            <span className={classes.dim}>{group.errorType}</span>
          </InstancesLink>
        </li>
      ))}
    </ul>
  )
}
