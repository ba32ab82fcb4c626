import { instanceCan } from '../../api/can.ts'
import { cancelInstance, resolveIncidentsOf } from '../../api/operations.ts'
import type { ProcessInstance } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { BatchLink } from '../../parts/BatchLink.tsx'
import { ConfirmButton } from '../../parts/ConfirmButton.tsx'
import { useOperation } from '../../parts/useOperation.ts'
import { useUser } from '../../parts/user.ts'
import classes from './ProcessesPage.module.css'

/** What can be done to one instance without opening it. */
export function RowActions({ row }: { row: ProcessInstance }) {
  const t = useText()
  const user = useUser()
  const key = row.processInstanceKey
  const cancel = useOperation(cancelInstance, () => ({
    title: t('instance.canceling'),
    message: key,
  }))
  const retry = useOperation(resolveIncidentsOf, ({ batchOperationKey }) => ({
    title: t('instance.retrying'),
    message: <BatchLink batchKey={batchOperationKey} />,
  }))

  return (
    <span className={classes.actions}>
      {instanceCan.retry(user, row) === null && (
        <ConfirmButton
          compact
          icon="retry"
          label={`${t('instance.retry')}: ${key}`}
          title={t('processes.batch.retryTitle')}
          text={t('processes.batch.retryText', { what: key })}
          confirm={t('instance.retry')}
          refusal={null}
          busy={retry.isPending}
          onConfirm={() => retry.mutate(key)}
        />
      )}
      {instanceCan.cancel(user, row) === null && (
        <ConfirmButton
          compact
          danger
          icon="cancel"
          label={`${t('instance.cancel')}: ${key}`}
          title={t('instance.cancel.title')}
          text={t('instance.cancel.text')}
          confirm={t('instance.cancel.confirm')}
          refusal={null}
          busy={cancel.isPending}
          onConfirm={() => cancel.mutate(key)}
        />
      )}
    </span>
  )
}
