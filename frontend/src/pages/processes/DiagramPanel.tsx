import { Button, Group } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { definitionStatistics, definitionXml } from '../../api/queries.ts'
import type { ProcessDefinition } from '../../api/types.ts'
import { ProcessDiagram, type Badge } from '../../diagram/ProcessDiagram.tsx'
import { useText } from '../../i18n/text.tsx'
import { badgesOf, useDiagramWords } from '../../parts/diagrams.ts'
import { Guarded } from '../../parts/Guarded.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { filterOf, statesOf } from './filter.ts'
import { route, useRefine } from './route.ts'

const MAX_OFFERED = 6

interface Props {
  versions: ProcessDefinition[]
  definition: ProcessDefinition | undefined
}

/** The chosen version with counts at its elements; a click filters by element. */
export function DiagramPanel({ versions, definition }: Props) {
  const t = useText()
  const name = definition?.name ?? definition?.processDefinitionId

  return (
    <Panel
      title={name ?? t('diagram.label')}
      note={definition && versionNote(definition, t('processes.version'))}
      flush
    >
      {definition ? (
        <Guarded name={definition.processDefinitionKey}>
          <Diagram definition={definition} />
        </Guarded>
      ) : (
        <Unchosen versions={versions} />
      )}
    </Panel>
  )
}

const versionNote = (it: ProcessDefinition, word: string) =>
  [`${word} ${it.version}`, it.versionTag, it.resourceName].filter(Boolean).join(' · ')

function Diagram({ definition }: { definition: ProcessDefinition }) {
  const t = useText()
  const search = route.useSearch()
  const refine = useRefine()
  const words = useDiagramWords()
  const { element, ...others } = search
  const { data: xml } = useSuspenseQuery(definitionXml(definition.processDefinitionKey))
  const { data } = useSuspenseQuery(
    definitionStatistics(definition.processDefinitionKey, filterOf(others)),
  )
  const states = statesOf(search).join()
  const badges = useMemo<Badge[]>(() => {
    const kinds = states.split(',')
    return badgesOf(data.items, t).filter(
      ({ kind }) => kind === 'active' || kind === 'incidents' || kinds.includes(kind),
    )
  }, [data, states, t])

  return (
    <ProcessDiagram
      xml={xml}
      badges={badges}
      selected={element}
      onSelect={(id) => refine({ element: id === element ? undefined : id })}
      words={words}
    />
  )
}

function Unchosen({ versions }: { versions: ProcessDefinition[] }) {
  const t = useText()
  const refine = useRefine()
  const title = versions.length > 0 ? 'processes.diagram.chooseVersion' : 'processes.diagram.choose'

  return (
    <Notice icon="process" title={t(title)} hint={t('processes.diagram.chooseHint')}>
      <Group gap="xs" mt={4}>
        {versions.slice(0, MAX_OFFERED).map(({ version }) => (
          <Button key={version} size="xs" variant="default" onClick={() => refine({ version })}>
            {t('processes.versionOf', { version })}
          </Button>
        ))}
      </Group>
    </Notice>
  )
}
