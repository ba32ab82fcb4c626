import { Tabs } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { instanceStatistics } from '../../api/queries.ts'
import type { ProcessInstance } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { Guarded } from '../../parts/Guarded.tsx'
import { TABS, type Tab } from '../../shell/page-search.ts'
import classes from './DetailTabs.module.css'
import { IncidentsTab } from './IncidentsTab.tsx'
import { CalledTab, JobsTab, MessagesTab, TimersTab } from './lists.tsx'
import { route, useRefine } from './route.ts'
import { VariablesTab } from './VariablesTab.tsx'

/** What belongs to the instance, or to the element of it that is chosen. */
export function DetailTabs({ instance }: { instance: ProcessInstance }) {
  const t = useText()
  const { tab = 'variables' } = route.useSearch()
  const refine = useRefine()

  return (
    <Tabs
      value={tab}
      onChange={(chosen) => refine({ tab: TABS.find((it) => it === chosen) })}
      keepMounted={false}
      className={classes.tabs}
      classNames={{ panel: classes.panel, list: classes.list, tab: classes.tab }}
    >
      <Tabs.List aria-label={t('tab.label')}>
        {TABS.map((it) => (
          <Tabs.Tab key={it} value={it}>
            {t(`tab.${it}`)}
            {it === 'incidents' && <IncidentCount instanceKey={instance.processInstanceKey} />}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {TABS.map((it) => (
        <Tabs.Panel key={it} value={it}>
          <Guarded name={`${it} ${instance.processInstanceKey}`}>
            <Content tab={it} instance={instance} />
          </Guarded>
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

function Content({ tab, instance }: { tab: Tab; instance: ProcessInstance }) {
  const key = instance.processInstanceKey
  switch (tab) {
    case 'variables':
      return <VariablesTab instance={instance} />
    case 'incidents':
      return <IncidentsTab instanceKey={key} />
    case 'jobs':
      return <JobsTab instanceKey={key} />
    case 'messages':
      return <MessagesTab instanceKey={key} />
    case 'timers':
      return <TimersTab instanceKey={key} />
    case 'called':
      return <CalledTab instanceKey={key} />
  }
}

function IncidentCount({ instanceKey }: { instanceKey: string }) {
  const { data } = useSuspenseQuery(instanceStatistics(instanceKey))
  const count = data.items.reduce((sum, it) => sum + it.incidents, 0)
  return count > 0 ? <span className={classes.count}>{count}</span> : null
}
