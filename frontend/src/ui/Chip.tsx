import type { ReactNode } from 'react'
import classes from './Chip.module.css'

/** How something is doing, as a colour. */
export type Tone = 'busy' | 'good' | 'neutral' | 'bad' | 'warn'

/** A state in words, with its tone as a coloured dot. */
export function Chip({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={classes.chip}>
      <span className={classes.dot} data-tone={tone} />
      {children}
    </span>
  )
}
