import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { signOut } from '../api/operations.ts'

/** Ends the session and forgets all that was seen in it. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient()
  const navigate = useNavigate()
  return async () => {
    await signOut()
    await navigate({ to: '/sign-in' })
    client.clear()
  }
}
