import { Progress } from '@mantine/core'
import type { BatchOperation } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import classes from './BatchesPage.module.css'
import { percentDone } from './batch.ts'

/** How far a batch is, as a bar and in numbers. */
export function BatchBar({ batch }: { batch: BatchOperation }) {
  const t = useText()
  const { operationsTotalCount: total, operationsFailedCount: failed } = batch
  const label = t('batches.progressOf', { done: batch.operationsCompletedCount, total, failed })
  return (
    <span className={classes.progress} title={label}>
      <Progress.Root className={classes.bar} size="md">
        <Progress.Section
          value={percentDone(batch, 'completed')}
          color="var(--tone-good)"
          aria-label={label}
        />
        {failed > 0 && (
          <Progress.Section
            value={percentDone(batch, 'failed')}
            color="var(--tone-bad)"
            aria-label={label}
          />
        )}
      </Progress.Root>
      <span>
        {batch.operationsCompletedCount + failed} / {total}
      </span>
    </span>
  )
}
