import { Button } from '@mantine/core'
import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Problem, UNREACHABLE } from '../api/http.ts'
import { useText, type Say } from '../i18n/text.tsx'
import type { IconName } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'

interface Told {
  icon: IconName
  title: string
  hint: string
}

/** What a failure is to the reader. */
export function told(error: unknown, t: Say): Told {
  if (!(error instanceof Problem)) {
    return { icon: 'alert', title: t('problem.title'), hint: String(error) }
  }
  switch (error.status) {
    case UNREACHABLE:
      return {
        icon: 'alert',
        title: t('problem.unreachable'),
        hint: t('problem.unreachable.hint'),
      }
    case 403:
      return { icon: 'lock', title: t('problem.forbidden'), hint: t('problem.forbidden.hint') }
    case 404:
      return { icon: 'lost', title: t('problem.missing'), hint: t('problem.missing.hint') }
    case 429:
    case 503:
      return { icon: 'hourglass', title: t('problem.busy'), hint: error.message }
    default:
      return { icon: 'alert', title: t('problem.title'), hint: error.message }
  }
}

/** Stands in for a page or a panel that could not be shown. */
export function ProblemNotice(props: { error: unknown; retry?: () => void; children?: ReactNode }) {
  const t = useText()
  const { error, retry } = props
  return (
    <Notice {...told(error, t)} alert>
      {retry && (
        <Button size="xs" variant="default" onClick={retry}>
          {t('problem.retry')}
        </Button>
      )}
      {props.children}
    </Notice>
  )
}

/** Stands in for a whole page; what the page reads first is then read again, too. */
export function PageProblem(props: { error: unknown; children?: ReactNode }) {
  const router = useRouter()
  const { reset } = useQueryErrorResetBoundary()
  const retry = () => {
    reset()
    void router.invalidate()
  }

  return (
    <ProblemNotice error={props.error} retry={retry}>
      {props.children}
    </ProblemNotice>
  )
}

export function MissingPage() {
  const t = useText()
  return (
    <Notice icon="lost" title={t('problem.missing')} hint={t('problem.page')}>
      <Button size="xs" variant="default" renderRoot={(props) => <Link to="/" {...props} />}>
        {t('problem.home')}
      </Button>
    </Notice>
  )
}
