// @vitest-environment jsdom
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { LiveProvider, useLive } from './live.tsx'

/** A connection that a test speaks through. */
class Wire {
  static readonly CLOSED = 2
  static opened: Wire[] = []
  readyState = 1
  onerror: (() => void) | null = null
  private readonly listeners = new Map<string, (event: { data: string }) => void>()

  constructor() {
    Wire.opened.push(this)
  }

  addEventListener(name: string, listener: (event: { data: string }) => void) {
    this.listeners.set(name, listener)
  }

  close() {
    this.readyState = Wire.CLOSED
  }

  refuse() {
    this.readyState = Wire.CLOSED
    act(() => this.onerror?.())
  }

  say(name: string, data = '') {
    act(() => {
      this.listeners.get(name)?.({ data })
    })
  }
}

const MOVED = '{"asOf":"2026-01-02T03:04:05Z"}'

beforeEach(() => {
  Wire.opened = []
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', Wire)
})

afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function look(hidden: boolean) {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden)
  act(() => void document.dispatchEvent(new Event('visibilitychange')))
}

const pass = (millis: number) => act(() => vi.advanceTimersByTimeAsync(millis))

/** Who is signed in, as far as somebody has asked. */
const whoAmI = vi.fn(() => Promise.resolve('somebody'))

function Page({ read }: { read: () => Promise<string> }) {
  const { data } = useQuery({ queryKey: ['data', 'something'], queryFn: read })
  useQuery({ queryKey: ['me'], queryFn: whoAmI })
  return `${useLive().status} ${data ?? 'nothing'}`
}

function open(read: () => Promise<string>) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <LiveProvider onBack={() => undefined}>
        <Page read={read} />
      </LiveProvider>
    </QueryClientProvider>,
  )
}

it('shows what was news while an older answer was under way', async () => {
  let now = 'old'
  let answer = Promise.resolve()
  const read = async () => {
    const seen = now
    await answer
    return seen
  }
  open(read)
  await pass(1)
  screen.getByText('connecting old')

  // given a slow answer that does not know the news yet
  let arrive = () => {}
  answer = new Promise((resolve) => {
    arrive = resolve
  })
  Wire.opened[0]?.say('moved', MOVED)
  await pass(1_500)
  now = 'new'
  answer = Promise.resolve()

  // when there is news, and the answer arrives after that was asked for
  Wire.opened[0]?.say('moved', MOVED)
  await pass(1_500)
  arrive()
  await pass(1)
  screen.getByText('live old')

  // then
  await pass(1_500)
  screen.getByText('live new')
})

it('connects again when nothing is heard for long', async () => {
  open(() => Promise.resolve('something'))
  Wire.opened[0]?.say('moved', MOVED)
  await pass(39_000)
  Wire.opened[0]?.say('quiet')
  await pass(39_000)
  screen.getByText('live something')

  // when
  await pass(1_000)

  // then
  screen.getByText('offline something')
  expect(Wire.opened).toHaveLength(2)
  expect(Wire.opened[0]?.readyState).toBe(Wire.CLOSED)
  Wire.opened[1]?.say('moved', MOVED)
  screen.getByText('live something')
})

it('listens only while somebody can see it, and then shows what is new', async () => {
  let now = 'old'
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
  open(() => Promise.resolve(now))
  await pass(1)
  expect(Wire.opened).toHaveLength(0)
  look(false)
  Wire.opened[0]?.say('moved', MOVED)
  await pass(5_000)
  screen.getByText('live old')

  // when it is hidden for longer than a connection may be silent
  look(true)
  now = 'new'
  await pass(60_000)

  // then
  screen.getByText('connecting old')
  expect(Wire.opened).toHaveLength(1)
  expect(Wire.opened[0]?.readyState).toBe(Wire.CLOSED)
  look(false)
  await pass(1)
  screen.getByText('connecting new')
  expect(Wire.opened).toHaveLength(2)
  Wire.opened[1]?.say('moved', MOVED)
  screen.getByText('live new')
})

it('asks who is signed in when it is refused, and tries again', async () => {
  open(() => Promise.resolve('something'))
  await pass(1)
  whoAmI.mockClear()

  Wire.opened[0]?.refuse()
  await pass(1)

  expect(whoAmI).toHaveBeenCalledOnce()
  screen.getByText('offline something')
  await pass(5_000)
  expect(Wire.opened).toHaveLength(2)
})
