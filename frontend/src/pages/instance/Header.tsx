import { ActionIcon, CopyButton } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { callHierarchy } from '../../api/queries.ts'
import type { ProcessInstance } from '../../api/types.ts'
import { duration, instant } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/text.tsx'
import { Guarded } from '../../parts/Guarded.tsx'
import { InstancesLink } from '../../parts/InstancesLink.tsx'
import { InstanceChip, shownState } from '../../parts/states.tsx'
import { Icon } from '../../ui/Icon.tsx'
import classes from './InstancePage.module.css'
import { Operations } from './Operations.tsx'
import { route } from './route.ts'

/** Which instance this is, and what can be done to all of it. */
export function Header({ instance }: { instance: ProcessInstance }) {
  const { t, language } = useTexts()
  const { at } = route.useSearch()
  const key = instance.processInstanceKey
  const { endDate } = instance

  return (
    <header className={classes.header}>
      {instance.parentProcessInstanceKey !== null && (
        <Guarded name={`hierarchy ${key}`}>
          <Crumbs instanceKey={key} />
        </Guarded>
      )}
      <h1 className={classes.title}>
        {instance.processDefinitionName ?? instance.processDefinitionId}
      </h1>
      <InstanceChip state={shownState(instance)} />
      <dl className={classes.facts}>
        <Fact name={t('common.key')}>
          <span className="mono">{key}</span>
          <CopyKey value={key} />
        </Fact>
        <Fact name={t('processes.version')}>
          <InstancesLink
            className="link"
            search={{
              process: instance.processDefinitionId,
              version: instance.processDefinitionVersion,
            }}
          >
            {[instance.processDefinitionVersion, instance.processDefinitionVersionTag]
              .filter(Boolean)
              .join(' · ')}
          </InstancesLink>
        </Fact>
        <Fact name={t('common.start')}>{instant(instance.startDate, language)}</Fact>
        {endDate !== null && (
          <Fact name={t('common.end')}>
            {instant(endDate, language)} ({duration(instance.startDate, endDate)})
          </Fact>
        )}
      </dl>
      <Operations instance={instance} past={at !== undefined} />
    </header>
  )
}

function Fact(props: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}

function CopyKey({ value }: { value: string }) {
  const { t } = useTexts()
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <ActionIcon
          size="xs"
          variant="subtle"
          color="gray"
          aria-label={copied ? t('common.copied') : t('common.copy')}
          onClick={copy}
        >
          <Icon name={copied ? 'check' : 'copy'} size={12} />
        </ActionIcon>
      )}
    </CopyButton>
  )
}

/** The instances that called this one, the first caller first. */
function Crumbs({ instanceKey }: { instanceKey: string }) {
  const { t } = useTexts()
  const { data } = useSuspenseQuery(callHierarchy(instanceKey))

  return (
    <nav aria-label={t('instance.breadcrumb')} style={{ flexBasis: '100%' }}>
      <ol className={classes.crumbs}>
        {data.map((it) => (
          <li key={it.processInstanceKey}>
            <Link
              to="/instances/$key"
              params={{ key: it.processInstanceKey }}
              className="link"
              activeOptions={{ exact: true, includeSearch: false }}
            >
              {it.processDefinitionName ?? it.processDefinitionKey}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}
