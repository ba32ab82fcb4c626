import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useText } from '../i18n/text.tsx'
import { told } from './problems.tsx'

/** Something a user does to the platform: says how it went, then looks at everything again. */
export function useOperation<Input, Result>(
  run: (input: Input) => Promise<Result>,
  done: (result: Result, input: Input) => { title: string; message?: ReactNode },
) {
  const t = useText()
  const client = useQueryClient()

  return useMutation({
    mutationFn: run,
    onSuccess: async (result, input) => {
      notifications.show({ message: '', ...done(result, input), color: 'teal' })
      await client.invalidateQueries({ queryKey: ['data'] })
    },
    onError: (error) => {
      const { title, hint } = told(error, t)
      notifications.show({
        title: `${t('problem.notDone')}: ${title}`,
        message: hint,
        color: 'red',
      })
    },
  })
}
