import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { configure, render } from '@testing-library/react'
import { vi } from 'vitest'
import { MockApi } from '../../mock-api/api.ts'
import { TextProvider } from '../i18n/text.tsx'
import { createConsole } from '../routes.tsx'

/** The first page of a test loads its code, which takes its time on a slow machine. */
configure({ asyncUtilTimeout: 60_000 })

/** What jsdom lacks and the console's widgets look for. */
export class Silent {
  static readonly CLOSED = 2
  onerror = null
  readyState = 0
  matches = false
  addEventListener() {}
  removeEventListener() {}
  observe() {}
  unobserve() {}
  disconnect() {}
  close() {}
}

/**
 * The whole console at an address, with the platform in memory behind it.
 *
 * @param refused a path that the platform does not answer, until it is told to recover
 */
export function openConsole(
  address: string,
  user?: 'demo' | 'viewer' | 'stranger',
  refused?: string,
) {
  let isUnwell = true
  const api = new MockApi()
  document.cookie = `mock-user=${user ?? ''}; path=/`
  vi.stubGlobal('EventSource', Silent)
  vi.stubGlobal('ResizeObserver', Silent)
  vi.stubGlobal('scrollTo', () => undefined)
  vi.stubGlobal('matchMedia', () => new Silent())
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    if (path === refused && isUnwell)
      return new Response('{"detail":"no read model"}', { status: 503 })
    const headers = new Headers(init.headers)
    await api.seen(headers.get('Orrery-Position') ?? undefined)
    const response = api.handle({
      method: init.method ?? 'GET',
      url: new URL(path, 'http://localhost'),
      cookies: document.cookie,
      csrf: headers.get('X-CSRF-TOKEN') ?? '',
      body: typeof init.body === 'string' ? init.body : '',
    })
    const cookie = response.headers['Set-Cookie']
    if (typeof cookie === 'string') document.cookie = cookie
    const { status, body } = response
    const position = response.headers['Orrery-Position']
    const told = typeof position === 'string' ? { 'Orrery-Position': position } : {}
    return new Response(status === 204 ? null : body, { status, headers: told })
  })
  window.history.replaceState(null, '', address)
  const { router, client } = createConsole()
  render(
    <MantineProvider env="test">
      <TextProvider>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </TextProvider>
    </MantineProvider>,
  )
  const recover = () => {
    isUnwell = false
  }
  return { api, router, recover }
}
