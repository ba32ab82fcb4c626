import { useSuspenseQuery } from '@tanstack/react-query'
import { instance } from '../../api/queries.ts'
import type { ProcessInstance } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { Guarded } from '../../parts/Guarded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Split } from '../../ui/Split.tsx'
import { DetailTabs } from './DetailTabs.tsx'
import { DiagramPane } from './DiagramPane.tsx'
import { ExplainStrip } from './ExplainStrip.tsx'
import { Header } from './Header.tsx'
import { HistoryPast } from './HistoryPast.tsx'
import { HistoryTree } from './HistoryTree.tsx'
import classes from './InstancePage.module.css'
import { route } from './route.ts'
import { TimelineBar } from './TimelineBar.tsx'
import { VariablesPast } from './VariablesPast.tsx'

/** One instance: what it waits for, where it is and was, and what can be done about it. */
export function InstancePage() {
  const t = useText()
  const { key } = route.useParams()
  const { data } = useSuspenseQuery(instance(key))

  return (
    <div className={classes.page} key={key}>
      <Header instance={data} />
      <Guarded name={`explain ${key}`}>
        <ExplainStrip instance={data} />
      </Guarded>
      <Guarded name={`timeline ${key}`}>
        <TimelineBar instanceKey={key} />
      </Guarded>
      <Split
        name="instance"
        label={`${t('instance.diagram')} / ${t('tab.label')}`}
        initial={46}
        top={
          <Panel title={t('instance.diagram')} note={data.processDefinitionId} flush>
            <Guarded name={`diagram ${key}`}>
              <DiagramPane instance={data} />
            </Guarded>
          </Panel>
        }
        bottom={<Details instance={data} />}
      />
    </div>
  )
}

function Details({ instance }: { instance: ProcessInstance }) {
  const t = useText()
  const { at } = route.useSearch()
  const key = instance.processInstanceKey

  return at === undefined ? (
    <div className={classes.details}>
      <Panel title={t('history.title')} flush>
        <Guarded name={`history ${key}`}>
          <HistoryTree instance={instance} />
        </Guarded>
      </Panel>
      <DetailTabs instance={instance} />
    </div>
  ) : (
    <div className={classes.details}>
      <Panel title={t('history.past')} flush>
        <Guarded name={`history ${key} ${at}`}>
          <HistoryPast instanceKey={key} position={at} />
        </Guarded>
      </Panel>
      <Panel title={t('variables.past')} flush>
        <Guarded name={`variables ${key} ${at}`}>
          <VariablesPast instanceKey={key} position={at} />
        </Guarded>
      </Panel>
    </div>
  )
}
