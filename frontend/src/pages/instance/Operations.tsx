import { Progress } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { instanceCan } from '../../api/can.ts'
import { cancelInstance, resolveIncidentsOf } from '../../api/operations.ts'
import { batchOperation } from '../../api/queries.ts'
import type { ProcessInstance } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { BatchLink } from '../../parts/BatchLink.tsx'
import { ConfirmButton } from '../../parts/ConfirmButton.tsx'
import { BatchChip } from '../../parts/states.tsx'
import { useOperation } from '../../parts/useOperation.ts'
import { useUser } from '../../parts/user.ts'
import classes from './InstancePage.module.css'

/** Operations on the whole instance, with what became of them. */
export function Operations({ instance, past }: { instance: ProcessInstance; past: boolean }) {
  const t = useText()
  const user = useUser()
  const key = instance.processInstanceKey
  const [batchKey, setBatchKey] = useState<string>()
  const retry = useOperation(resolveIncidentsOf, (begun) => {
    setBatchKey(begun.batchOperationKey)
    return { title: t('instance.retrying') }
  })
  const cancel = useOperation(cancelInstance, () => ({ title: t('instance.canceling') }))
  const ends = cancel.isSuccess && instance.state === 'ACTIVE'
  const retryRefusal = instanceCan.retry(user, instance)
  const cancelRefusal = instanceCan.cancel(user, instance)

  if (past) return null
  return (
    <div className={classes.operations}>
      {batchKey !== undefined && <BatchProgress batchKey={batchKey} />}
      <ConfirmButton
        icon="retry"
        label={t('instance.retry')}
        title={t('processes.batch.retryTitle')}
        text={t('processes.batch.retryText', { what: key })}
        confirm={t('instance.retry')}
        refusal={retryRefusal && t(retryRefusal)}
        busy={retry.isPending}
        onConfirm={() => retry.mutate(key)}
      />
      <ConfirmButton
        danger
        icon="cancel"
        label={t('instance.cancel')}
        title={t('instance.cancel.title')}
        text={t('instance.cancel.text')}
        confirm={t('instance.cancel.confirm')}
        refusal={cancelRefusal && t(cancelRefusal)}
        busy={cancel.isPending || ends}
        onConfirm={() => cancel.mutate(key)}
      />
    </div>
  )
}

function BatchProgress({ batchKey }: { batchKey: string }) {
  const t = useText()
  const { data } = useQuery(batchOperation(batchKey))
  if (!data) return null

  const done = data.operationsCompletedCount + data.operationsFailedCount
  const total = Math.max(1, data.operationsTotalCount)
  const text = t('batches.progressOf', {
    done: data.operationsCompletedCount,
    total: data.operationsTotalCount,
    failed: data.operationsFailedCount,
  })
  return (
    <span className={classes.operations} role="status" title={text}>
      <BatchChip state={data.state} />
      <Progress value={(done / total) * 100} w={80} aria-label={text} />
      <BatchLink batchKey={batchKey} />
    </span>
  )
}
