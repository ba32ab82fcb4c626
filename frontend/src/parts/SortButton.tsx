import { useText } from '../i18n/text.tsx'
import { Icon } from '../ui/Icon.tsx'
import classes from './SortButton.module.css'

export type SortOrder = 'ascending' | 'descending'

/** The header of a column that sorts: a click sorts by it, the next one turns the order around. */
export function SortButton(props: {
  label: string
  /** The order that the list has by this column, if it is sorted by it. */
  sorted: SortOrder | undefined
  onSort: (order: SortOrder) => void
}) {
  const t = useText()
  const { label, sorted, onSort } = props
  return (
    <button
      type="button"
      className={classes.sort}
      aria-label={t('processes.sortBy', { column: label })}
      onClick={() => onSort(sorted === 'descending' ? 'ascending' : 'descending')}
    >
      {label}
      {sorted && <Icon name={sorted === 'ascending' ? 'up' : 'down'} size={11} />}
    </button>
  )
}
