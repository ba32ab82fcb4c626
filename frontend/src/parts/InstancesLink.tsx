import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ProcessesSearch } from '../shell/page-search.ts'

/** Leads to the list of instances, filtered. */
export function InstancesLink(props: {
  search: ProcessesSearch
  className?: string | undefined
  label?: string
  children: ReactNode
}) {
  return (
    <Link
      to="/processes"
      search={props.search}
      className={props.className}
      aria-label={props.label}
    >
      {props.children}
    </Link>
  )
}
