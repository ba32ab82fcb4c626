import { Alert } from '@mantine/core'
import type { AsOf } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'

/** Says that there was more at a past moment than is shown. */
export function PastPart({ of }: { of: AsOf }) {
  const t = useText()
  if (!of.isTruncated) return null
  return (
    <Alert p="xs" color="yellow">
      {t('timeline.partial')}
    </Alert>
  )
}
