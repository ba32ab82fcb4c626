import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import classes from './Notice.module.css'

/** What stands where there is nothing else to show: an icon, a sentence, a hint, a way on. */
export function Notice(props: {
  icon: IconName
  title: string
  hint?: string | undefined
  alert?: boolean
  children?: ReactNode
}) {
  return (
    <div className={classes.notice} role={props.alert ? 'alert' : undefined}>
      <span className={props.alert ? classes.alert : classes.icon}>
        <Icon name={props.icon} size={28} />
      </span>
      <p className={classes.title}>{props.title}</p>
      {props.hint && <p className={classes.hint}>{props.hint}</p>}
      {props.children}
    </div>
  )
}
