import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { explained } from '../../api/queries.ts'
import type { Cause, Explanation, ProcessInstance } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { Icon, type IconName } from '../../ui/Icon.tsx'
import classes from './InstancePage.module.css'
import { route, useRefine } from './route.ts'

const ICONS: Record<Cause, IconName> = {
  JOB: 'task',
  MESSAGE: 'copy',
  TIMER: 'clock',
  INCIDENT: 'alert',
  CALLED_PROCESS: 'process',
  CHILDREN: 'container',
  ENDED: 'check',
  OTHER: 'hourglass',
}
const SHOWN_FIRST = 1

/** One sentence for each thing the instance waits for; that of the chosen element comes first. */
export function ExplainStrip({ instance }: { instance: ProcessInstance }) {
  const t = useText()
  const { at, element } = route.useSearch()
  const [all, { toggle }] = useDisclosure(false)
  const waits = instance.state === 'ACTIVE' && at === undefined
  const { data } = useQuery({ ...explained(instance.processInstanceKey), enabled: waits })

  if (!waits || !data || data.explanations.length === 0) return null
  const chosenFirst = [
    ...data.explanations.filter((it) => it.elementId === element),
    ...data.explanations.filter((it) => it.elementId !== element),
  ]
  const hidden = chosenFirst.length - SHOWN_FIRST
  return (
    <section
      className={classes.explain}
      aria-label={t('instance.explain')}
      data-bad={chosenFirst.some((it) => it.cause === 'INCIDENT') || undefined}
    >
      <ul className={classes.reasons}>
        {chosenFirst.slice(0, all ? undefined : SHOWN_FIRST).map((it, index) => (
          <Reason key={`${it.elementInstanceKey ?? ''} ${index}`} reason={it} />
        ))}
      </ul>
      {hidden > 0 && (
        <Button size="compact-xs" variant="subtle" onClick={toggle} aria-expanded={all}>
          {all ? t('instance.explain.less') : t('instance.explain.more', { count: hidden })}
        </Button>
      )}
    </section>
  )
}

function Reason({ reason }: { reason: Explanation }) {
  const t = useText()
  const refine = useRefine()
  const evidence = Object.entries(reason.evidence)
  const { elementId, elementInstanceKey } = reason

  return (
    <li className={classes.reason}>
      <span className={classes.reasonIcon} title={t(`cause.${reason.cause}`)}>
        <Icon name={ICONS[reason.cause]} size={14} />
      </span>
      <span className={classes.reasonText} title={reason.sentence}>
        <Button
          size="compact-xs"
          variant="light"
          mr={8}
          onClick={() => refine({ element: elementId, scope: elementInstanceKey ?? undefined })}
        >
          {reason.elementName ?? elementId}
        </Button>
        {reason.sentence}
      </span>
      {evidence.length > 0 && (
        <details className={classes.evidence}>
          <summary>{t('instance.explain.evidence')}</summary>
          <dl>
            {evidence.map(([name, value]) => (
              <div key={name} style={{ display: 'contents' }}>
                <dt>{name}</dt>
                <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </li>
  )
}
