import { Button } from '@mantine/core'
import { batchCan } from '../../api/can.ts'
import { cancelInstances, resolveIncidents, type Begun } from '../../api/operations.ts'
import type { PagedList } from '../../api/pages.ts'
import type { ProcessInstance } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { BatchLink } from '../../parts/BatchLink.tsx'
import { ConfirmButton } from '../../parts/ConfirmButton.tsx'
import { useTotal } from '../../parts/ListTotal.tsx'
import { useOperation } from '../../parts/useOperation.ts'
import { useUser } from '../../parts/user.ts'
import type { ProcessesSearch } from '../../shell/page-search.ts'
import { batchFilterOf, filterOf, isUnreadable } from './filter.ts'
import classes from './ProcessesPage.module.css'
import { route, useRefine } from './route.ts'

/** Why nothing may be done to all that match. */
function allRefused(search: ProcessesSearch, total: string | null) {
  if (isUnreadable(search)) return 'processes.unreadable'
  if (Object.keys(filterOf(search)).length === 0) return 'processes.batch.refused'
  return total === null ? 'processes.batch.uncounted' : null
}

/** What can be done to all the chosen instances at once. */
export function BatchToolbar(props: {
  selected: 'all' | string[]
  list: PagedList<ProcessInstance>
}) {
  const { selected } = props
  const t = useText()
  const user = useUser()
  const refine = useRefine()
  const search = route.useSearch()
  const filter = batchFilterOf(search)
  const total = useTotal(props.list)
  const clear = () => refine({ selected: undefined }, true)
  const begun = ({ batchOperationKey }: Begun) => {
    clear()
    return {
      title: t('processes.batch.begun'),
      message: <BatchLink batchKey={batchOperationKey} />,
    }
  }
  const cancel = useOperation(cancelInstances, begun)
  const retry = useOperation(resolveIncidents, begun)
  const refused = batchCan.begin(user) ?? (selected === 'all' ? allRefused(search, total) : null)
  const refusal = refused && t(refused)
  const what =
    selected === 'all'
      ? t('processes.batch.all', { count: total ?? '' })
      : t('processes.batch.these', { count: selected.length })

  return (
    <div className={classes.toolbar} role="toolbar" aria-label={t('nav.batches')}>
      <strong role="status">
        {selected === 'all'
          ? t('processes.selectedAll')
          : t('processes.selected', { count: selected.length })}
      </strong>
      <ConfirmButton
        icon="retry"
        label={t('processes.batch.retry')}
        title={t('processes.batch.retryTitle')}
        text={t('processes.batch.retryText', { what })}
        confirm={t('processes.batch.retry')}
        refusal={refusal}
        busy={retry.isPending}
        onConfirm={() => retry.mutate(filter)}
      />
      <ConfirmButton
        danger
        icon="cancel"
        label={t('processes.batch.cancel')}
        title={t('processes.batch.cancelTitle')}
        text={t('processes.batch.cancelText', { what })}
        confirm={t('instance.cancel.confirm')}
        refusal={refusal}
        busy={cancel.isPending}
        onConfirm={() => cancel.mutate(filter)}
      />
      <Button size="xs" variant="subtle" onClick={clear} ml="auto">
        {t('processes.clearSelection')}
      </Button>
    </div>
  )
}
