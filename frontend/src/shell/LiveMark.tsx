import { Tooltip } from '@mantine/core'
import { clock } from '../i18n/format.ts'
import { useTexts } from '../i18n/text.tsx'
import { useLive, type Live } from '../parts/live.tsx'
import { Chip, type Tone } from '../ui/Chip.tsx'
import classes from './LiveMark.module.css'

const TONES: Record<Live['status'], Tone> = { connecting: 'neutral', live: 'good', offline: 'bad' }
const TEXTS = { connecting: 'app.paused', live: 'app.live', offline: 'app.offline' } as const

/** Says whether what is seen is fresh, and how fresh. */
export function LiveMark() {
  const { t, language } = useTexts()
  const { status, asOf } = useLive()
  const time = clock(asOf, language)
  const hint = t(status === 'offline' ? 'app.offline.hint' : 'app.live.hint', { time })

  return (
    <Tooltip label={hint} multiline maw={280}>
      <span className={classes.mark} tabIndex={0} role="status" aria-description={hint}>
        <Chip tone={TONES[status]}>{t(TEXTS[status])}</Chip>
      </span>
    </Tooltip>
  )
}
