import { useSuspenseQuery } from '@tanstack/react-query'
import { versions } from '../../api/queries.ts'
import type { ProcessDefinition } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { Guarded } from '../../parts/Guarded.tsx'
import { Split } from '../../ui/Split.tsx'
import { DiagramPanel } from './DiagramPanel.tsx'
import { FiltersPanel } from './FiltersPanel.tsx'
import { InstancesPanel } from './InstancesPanel.tsx'
import classes from './ProcessesPage.module.css'
import { route } from './route.ts'

/** All instances: filters beside them, the diagram of the chosen version above them. */
export function ProcessesPage() {
  const t = useText()
  const { process, filters } = route.useSearch()

  return (
    <div className={classes.page} data-filters={filters}>
      <h1 className="sr-only">{t('processes.title')}</h1>
      <Guarded name={`versions ${process ?? ''}`}>
        {process === undefined ? <Content versions={[]} /> : <OfProcess process={process} />}
      </Guarded>
    </div>
  )
}

function OfProcess({ process }: { process: string }) {
  const { data } = useSuspenseQuery(versions(process))
  return <Content versions={data.items} />
}

function Content({ versions }: { versions: ProcessDefinition[] }) {
  const t = useText()
  const { version } = route.useSearch()
  const definition =
    version === undefined && versions.length === 1
      ? versions[0]
      : versions.find((it) => it.version === version)

  return (
    <>
      <FiltersPanel versions={versions} definition={definition} />
      <Split
        name="processes"
        label={`${t('diagram.label')} / ${t('processes.table')}`}
        initial={45}
        top={<DiagramPanel versions={versions} definition={definition} />}
        bottom={<InstancesPanel />}
      />
    </>
  )
}
