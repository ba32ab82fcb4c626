import { Button } from '@mantine/core'
import { Problem } from '../api/http.ts'
import { useText } from '../i18n/text.tsx'
import { PageProblem } from '../parts/problems.tsx'
import { useSignOut } from '../parts/useSignOut.ts'

/** Stands in for everything; who is signed in and may see nothing can be somebody else. */
export function ShellProblem({ error }: { error: unknown }) {
  const t = useText()
  const leave = useSignOut()

  return (
    <PageProblem error={error}>
      {error instanceof Problem && error.status === 403 && (
        <Button size="xs" variant="default" onClick={leave}>
          {t('app.signOut')}
        </Button>
      )}
    </PageProblem>
  )
}
