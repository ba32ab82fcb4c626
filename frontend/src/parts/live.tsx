import { useQueryClient, type Query } from '@tanstack/react-query'
import { createContext, use, useEffect, useState, type ReactNode } from 'react'
import { me } from '../api/queries.ts'

/** What is looked at is fetched again at most this often. */
const REFRESH_MILLIS = 1_500
/** After a refusal the browser gives up; we ask again after this time. */
const RETRY_MILLIS = 5_000
/** The platform says something every 15 seconds at least, if only that all is quiet. */
const SILENCE_MILLIS = 40_000

export interface Live {
  status: 'connecting' | 'live' | 'offline'
  /** How old the newest data is that can be seen. */
  asOf: string | null
}

const Context = createContext<Live>({ status: 'connecting', asOf: null })

export const useLive = () => use(Context)

/**
 * Listens for news of the read model and has everything in view fetched again. Nobody listens in
 * hidden tabs: a browser has few connections to a host, for all its tabs together.
 */
export function LiveProvider(props: { onBack: () => void; children: ReactNode }) {
  const { onBack, children } = props
  const client = useQueryClient()
  const [live, setLive] = useState<Live>({ status: 'connecting', asOf: null })

  useEffect(() => {
    let source: EventSource | undefined
    let retry: ReturnType<typeof setTimeout> | undefined
    let refresh: ReturnType<typeof setTimeout> | undefined
    let silence: ReturnType<typeof setTimeout> | undefined
    let lost = false

    const refetch = () => {
      refresh = undefined
      if (document.hidden) return
      // What is under way may have been read before the news.
      if (client.isFetching({ queryKey: ['data'] }) > 0) refetchSoon()
      void client.invalidateQueries({ queryKey: ['data'] }, { cancelRefetch: false })
    }
    const refetchSoon = () => {
      refresh ??= setTimeout(refetch, REFRESH_MILLIS)
    }
    const heard = () => {
      clearTimeout(silence)
      silence = setTimeout(() => {
        setLive(offline)
        lost = true
        connect()
      }, SILENCE_MILLIS)
    }
    const moved = (event: MessageEvent<string>) => {
      heard()
      setLive({ status: 'live', asOf: asOfIn(event.data) })
      if (lost) void client.resetQueries({ predicate: failed }).then(onBack)
      lost = false
      refetchSoon()
    }
    const disconnect = () => {
      clearTimeout(retry)
      clearTimeout(silence)
      source?.close()
    }
    const connect = () => {
      disconnect()
      heard()
      source = new EventSource('/v2/events')
      source.addEventListener('moved', moved)
      source.addEventListener('quiet', heard)
      source.onerror = () => {
        lost = true
        setLive(offline)
        if (source?.readyState !== EventSource.CLOSED) return
        clearTimeout(silence)
        retry = setTimeout(connect, RETRY_MILLIS)
        // Perhaps the session is over: who asks who is signed in is then led to sign in.
        void client.invalidateQueries({ queryKey: me().queryKey })
      }
    }
    const look = () => {
      if (document.hidden) {
        disconnect()
        setLive(connecting)
      } else {
        connect()
        refetch()
      }
    }

    if (!document.hidden) connect()
    document.addEventListener('visibilitychange', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      clearTimeout(refresh)
      disconnect()
    }
  }, [client, onBack])

  return <Context value={live}>{children}</Context>
}

const connecting = (live: Live): Live => ({ ...live, status: 'connecting' })

const offline = (live: Live): Live => ({ ...live, status: 'offline' })

const failed = (query: Query) => query.state.status === 'error'

/** The instant in the data of an event; null if it has none, or nothing has happened yet. */
export function asOfIn(data: string): string | null {
  try {
    const parsed: unknown = JSON.parse(data)
    const asOf: unknown = typeof parsed === 'object' && parsed && Reflect.get(parsed, 'asOf')
    return typeof asOf === 'string' && Date.parse(asOf) > 0 ? asOf : null
  } catch {
    return null
  }
}
