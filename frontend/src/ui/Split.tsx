import { useLocalStorage } from '@mantine/hooks'
import { useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import classes from './Split.module.css'

const MIN = 15
const MAX = 85
const STEP = 5

/** Two panes one above the other; the line between them moves by pointer and by arrow keys. */
export function Split(props: {
  name: string
  label: string
  initial: number
  top: ReactNode
  bottom: ReactNode
}) {
  const [share, setShare] = useLocalStorage({
    key: `orrery-split-${props.name}`,
    defaultValue: props.initial,
  })
  const box = useRef<HTMLDivElement>(null)
  const move = (to: number) => setShare(Math.round(Math.min(MAX, Math.max(MIN, to))))

  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || !box.current) return
    const { top, height } = box.current.getBoundingClientRect()
    move(((event.clientY - top) / height) * 100)
  }
  const step = (event: KeyboardEvent) => {
    const direction = event.key === 'ArrowUp' ? -STEP : event.key === 'ArrowDown' ? STEP : 0
    if (direction === 0) return
    event.preventDefault()
    move(share + direction)
  }

  return (
    <div className={classes.split} ref={box} style={{ '--share': `${share}%` }}>
      <div className={classes.top}>{props.top}</div>
      <div
        className={classes.bar}
        role="separator"
        aria-orientation="horizontal"
        aria-label={props.label}
        aria-valuenow={share}
        aria-valuemin={MIN}
        aria-valuemax={MAX}
        tabIndex={0}
        onKeyDown={step}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
      />
      <div className={classes.bottom}>{props.bottom}</div>
    </div>
  )
}
