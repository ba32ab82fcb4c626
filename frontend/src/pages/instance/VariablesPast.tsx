import { useSuspenseQuery } from '@tanstack/react-query'
import { asOf } from '../../api/queries.ts'
import { useText } from '../../i18n/text.tsx'
import { Notice } from '../../ui/Notice.tsx'
import classes from './InstancePage.module.css'
import { PastPart } from './PastPart.tsx'

interface Props {
  instanceKey: string
  position: number
}

/** What the variables of the instance were at a past moment, those of inner scopes last. */
export function VariablesPast({ instanceKey, position }: Props) {
  const t = useText()
  const { data } = useSuspenseQuery(asOf(instanceKey, position))
  const own = data.variables.filter((it) => it.scopeKey === instanceKey)
  const inner = data.variables.filter((it) => it.scopeKey !== instanceKey)

  return (
    <>
      <PastPart of={data} />
      {data.variables.length === 0 && <Notice icon="empty" title={t('variables.empty')} />}
      <dl className={classes.past}>
        {[...own, ...inner].map((it) => (
          <div key={it.variableKey} className={classes.pastRow}>
            <dt style={{ flex: '0 0 30%', overflowWrap: 'anywhere' }}>{it.name}</dt>
            <dd className="mono" style={{ margin: 0, overflowWrap: 'anywhere' }}>
              {it.value}
              {it.isTruncated && <abbr title={t('variables.cut')}>…</abbr>}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}
