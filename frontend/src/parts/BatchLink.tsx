import { Link } from '@tanstack/react-router'
import { useText } from '../i18n/text.tsx'

/** Leads to a batch operation that has begun. */
export function BatchLink({ batchKey }: { batchKey: string }) {
  const t = useText()
  return (
    <Link to="/batch-operations/$key" params={{ key: batchKey }} className="link">
      {t('processes.batch.follow')}
    </Link>
  )
}
