import { Skeleton, Stack } from '@mantine/core'
import { useText } from '../i18n/text.tsx'

const LINES = [92, 78, 85, 60]

/** Stands where data is on its way. */
export function Waiting() {
  const t = useText()
  return (
    <Stack gap={10} p={12} role="status" aria-label={t('common.loading')}>
      {LINES.map((width) => (
        <Skeleton key={width} height={12} width={`${width}%`} />
      ))}
    </Stack>
  )
}
