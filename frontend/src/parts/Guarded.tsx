import { QueryErrorResetBoundary } from '@tanstack/react-query'
import { CatchBoundary } from '@tanstack/react-router'
import { Suspense, type ReactNode } from 'react'
import { useLive } from './live.tsx'
import { Waiting } from './Waiting.tsx'
import { ProblemNotice } from './problems.tsx'

/** A part of a page that loads, and fails, for itself. */
export function Guarded({ name, children }: { name: string; children: ReactNode }) {
  const { status } = useLive()
  return (
    <QueryErrorResetBoundary>
      {({ reset }) => (
        <CatchBoundary
          getResetKey={() => `${name} ${status}`}
          errorComponent={({ error, reset: again }) => (
            <ProblemNotice
              error={error}
              retry={() => {
                reset()
                again()
              }}
            />
          )}
        >
          <Suspense fallback={<Waiting />}>{children}</Suspense>
        </CatchBoundary>
      )}
    </QueryErrorResetBoundary>
  )
}
