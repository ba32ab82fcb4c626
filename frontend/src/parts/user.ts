import { useSuspenseQuery } from '@tanstack/react-query'
import { me } from '../api/queries.ts'
import type { User } from '../api/types.ts'

/** Who is signed in; the shell has seen to it that somebody is. */
export const useUser = (): User => useSuspenseQuery(me()).data
