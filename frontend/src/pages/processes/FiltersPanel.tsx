import { ActionIcon, Button, Checkbox, Pill, Select, Stack } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { definitions, definitionXml, errorGroups } from '../../api/queries.ts'
import type { ProcessDefinition } from '../../api/types.ts'
import { flowNodes } from '../../diagram/elements.ts'
import { useText } from '../../i18n/text.tsx'
import { firstLine } from '../../parts/text.ts'
import { STATE_FILTERS, type StateFilter } from '../../shell/page-search.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { statesOf } from './filter.ts'
import { OtherFilters } from './OtherFilters.tsx'
import classes from './ProcessesPage.module.css'
import { route, useRefine } from './route.ts'

const STATE_TEXTS = {
  active: 'state.ACTIVE',
  incident: 'state.incident',
  completed: 'state.COMPLETED',
  canceled: 'state.TERMINATED',
} as const satisfies Record<StateFilter, string>

interface Props {
  versions: ProcessDefinition[]
  definition: ProcessDefinition | undefined
}

/** Which instances are shown; every filter is part of the address. */
export function FiltersPanel({ versions, definition }: Props) {
  const t = useText()
  const { filters, cause } = route.useSearch()
  const navigate = route.useNavigate()
  const refine = useRefine()

  if (filters === 'hidden') {
    return (
      <div className={classes.shown}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('processes.filters.show')}
          title={t('processes.filters.show')}
          onClick={() => refine({ filters: undefined }, true)}
        >
          <Icon name="filter" />
        </ActionIcon>
      </div>
    )
  }
  return (
    <Panel
      title={t('processes.filters')}
      actions={
        <>
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => void navigate({ search: {}, replace: true })}
          >
            {t('processes.filters.reset')}
          </Button>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('processes.filters.hide')}
            title={t('processes.filters.hide')}
            onClick={() => refine({ filters: 'hidden' }, true)}
          >
            <Icon name="left" size={14} />
          </ActionIcon>
        </>
      }
    >
      <Stack gap={12}>
        <ProcessFilter versions={versions} />
        {definition && <ElementFilter definition={definition} />}
        <StatesFilter />
        {cause !== undefined && <CauseFilter cause={cause} />}
        <OtherFilters />
      </Stack>
    </Panel>
  )
}

function ProcessFilter({ versions }: { versions: ProcessDefinition[] }) {
  const t = useText()
  const { process, version } = route.useSearch()
  const refine = useRefine()
  const { data } = useSuspenseQuery(definitions())
  const processes = data.items.map((it) => ({
    value: it.processDefinitionId,
    label: it.name ?? it.processDefinitionId,
  }))
  const choose = (id: string | null) => {
    const latest = data.items.find((it) => it.processDefinitionId === id)
    refine({ process: id ?? undefined, version: latest?.version, element: undefined })
  }

  return (
    <>
      <Select
        size="xs"
        label={t('processes.process')}
        placeholder={t('processes.process.all')}
        data={processes}
        value={process ?? null}
        onChange={choose}
        searchable
        clearable
      />
      {process !== undefined && (
        <Select
          size="xs"
          label={t('processes.version')}
          placeholder={t('processes.version.all')}
          data={versions.map((it) => ({
            value: String(it.version),
            label: [it.version, it.versionTag].filter(Boolean).join(' · '),
          }))}
          value={version === undefined ? null : String(version)}
          onChange={(it) =>
            refine({ version: it === null ? undefined : Number(it), element: undefined })
          }
          clearable
        />
      )}
    </>
  )
}

function ElementFilter({ definition }: { definition: ProcessDefinition }) {
  const t = useText()
  const { element } = route.useSearch()
  const refine = useRefine()
  const { data: xml } = useSuspenseQuery(definitionXml(definition.processDefinitionKey))

  return (
    <Select
      size="xs"
      label={t('processes.element')}
      placeholder={t('common.showAll')}
      data={flowNodes(xml).map(({ id, name }) => ({ value: id, label: name }))}
      value={element ?? null}
      onChange={(id) => refine({ element: id ?? undefined })}
      clearButtonProps={{ 'aria-label': t('processes.element.clear') }}
      searchable
      clearable
    />
  )
}

/** The cause that somebody came from the dashboard with. */
function CauseFilter({ cause }: { cause: string }) {
  const t = useText()
  const refine = useRefine()
  const { data } = useQuery(errorGroups())
  const group = data?.items.find((it) => String(it.errorHashCode) === cause)
  const message = group?.errorMessage ?? t('processes.cause.one')

  return (
    <Pill
      withRemoveButton
      title={message}
      removeButtonProps={{
        'aria-label': t('processes.cause.clear'),
        'aria-hidden': false,
        tabIndex: 0,
      }}
      onRemove={() => refine({ cause: undefined })}
    >
      {firstLine(message)}
    </Pill>
  )
}

function StatesFilter() {
  const t = useText()
  const chosen = statesOf(route.useSearch())
  const refine = useRefine()

  return (
    <Checkbox.Group
      size="xs"
      label={t('processes.states')}
      value={chosen}
      onChange={(values) => {
        const states = STATE_FILTERS.filter((it) => values.includes(it))
        if (states.length > 0) refine({ states })
      }}
    >
      <Stack gap={6} mt={4}>
        {STATE_FILTERS.map((it) => (
          <Checkbox key={it} size="xs" value={it} label={t(STATE_TEXTS[it])} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}
