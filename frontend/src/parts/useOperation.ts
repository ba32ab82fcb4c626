import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { isValidElement, type ReactNode } from 'react'
import { useText } from '../i18n/text.tsx'
import { told } from './problems.tsx'

/** A notice with something to follow waits for whoever is slow, or until the next such one. */
const WITH_LINK = { id: 'with-link', autoClose: 60_000 }

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
      const notice = { message: '', ...done(result, input), color: 'teal' }
      if (isValidElement(notice.message)) {
        notifications.hide(WITH_LINK.id)
        notifications.show({ ...notice, ...WITH_LINK })
      } else notifications.show(notice)
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
