import type { ReactNode } from 'react'
import classes from './Panel.module.css'

/** A titled region of a page that scrolls inside its frame. */
export function Panel(props: {
  title: string
  note?: ReactNode
  actions?: ReactNode
  flush?: boolean
  children: ReactNode
}) {
  return (
    <section className={classes.panel} aria-label={props.title}>
      <header className={classes.header}>
        <h2 className={classes.title}>{props.title}</h2>
        {props.note !== undefined && <span className={classes.note}>{props.note}</span>}
        <span className={classes.actions}>{props.actions}</span>
      </header>
      <div className={props.flush ? classes.flush : classes.body}>{props.children}</div>
    </section>
  )
}
