import { useSuspenseQuery } from '@tanstack/react-query'
import { asOf } from '../../api/queries.ts'
import { useText } from '../../i18n/text.tsx'
import { InstanceChip, shownState } from '../../parts/states.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { iconOf } from './element-types.ts'
import classes from './InstancePage.module.css'
import { PastPart } from './PastPart.tsx'

interface Props {
  instanceKey: string
  position: number
}

/** What was running at a past moment. */
export function HistoryPast({ instanceKey, position }: Props) {
  const t = useText()
  const { data } = useSuspenseQuery(asOf(instanceKey, position))

  return (
    <>
      <PastPart of={data} />
      {data.active.length === 0 && <Notice icon="empty" title={t('history.pastEmpty')} />}
      <ul className={classes.past}>
        {data.active.map((it) => (
          <li key={it.elementInstanceKey} className={classes.pastRow}>
            <Icon name={iconOf(it.type)} size={14} />
            <span>{it.elementName ?? it.elementId}</span>
            <span style={{ marginLeft: 'auto' }}>
              <InstanceChip state={shownState(it)} />
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
