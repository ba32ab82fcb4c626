// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { Suspense } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { isObject, search } from '../../mock-api/search.ts'
import { pages } from '../api/pages.ts'
import { TextProvider } from '../i18n/text.tsx'
import { Silent } from '../testing/console.tsx'
import { KeysetTable } from './KeysetTable.tsx'

interface Row {
  key: string
}

const ROW_HEIGHT = 34
const PAGE = 30
/** More than are kept. */
const PAGES = 8
const rowOf = (number: number): Row => ({ key: `row ${1_000 + number}` })

/** What the platform has, the newest first. */
let rows: Row[] = []
/** What was asked for beyond the first page, and whether that is refused. */
let asked = 0
let isRefusing = false

beforeEach(() => {
  asked = 0
  isRefusing = false
  rows = Array.from({ length: 400 }, (_, i) => rowOf(i))
  vi.stubGlobal('ResizeObserver', Silent)
  vi.stubGlobal('matchMedia', () => new Silent())
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(5 * ROW_HEIGHT)
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(800)
  vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
    const body: unknown = JSON.parse(typeof init.body === 'string' ? init.body : '')
    const page = search(rows, isObject(body) ? body : {}, 'key')
    if (JSON.stringify(body).includes('"after"')) {
      asked++
      if (isRefusing) return Promise.resolve(Response.json({ detail: 'no' }, { status: 400 }))
    }
    return Promise.resolve(Response.json(page))
  })
})

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const list = pages<Row>('/v2/rows/search', { sort: [{ field: 'key', order: 'DESC' }] }, PAGE)

async function open() {
  render(
    <MantineProvider env="test">
      <TextProvider>
        <QueryClientProvider
          client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}
        >
          <Suspense>
            <KeysetTable
              label="rows"
              list={list}
              columns={[{ id: 'key', header: 'Key', cell: (it) => it.key }]}
              rowKey={(it) => it.key}
              empty="nothing"
            />
          </Suspense>
        </QueryClientProvider>
      </TextProvider>
    </MantineProvider>,
  )
  await screen.findByRole('region')
}

/** Scrolls until a row is at the top, and waits until all that is in view is there. */
async function scrollTo(index: number) {
  const box = screen.getByLabelText('rows', { selector: 'div' })
  box.scrollTop = index * ROW_HEIGHT
  fireEvent.scroll(box)
  await waitFor(() => {
    expect(shown().length).toBeGreaterThan(0)
    expect(missing()).toEqual([])
  })
}

const missing = () => [...document.querySelectorAll('[aria-label="Loading more"]')]
const shown = () =>
  [...document.querySelectorAll('tr[aria-rowindex] > td')].map((it) => it.textContent)

async function scrollFarDownAndBack(meanwhile: () => void) {
  for (let page = 0; page < PAGES; page++) await scrollTo(page * PAGE)
  meanwhile()
  for (let page = PAGES; page >= 0; page--) await scrollTo(page * PAGE)
}

it('begins with the newest again for whoever comes back to the top', async () => {
  await open()

  await scrollFarDownAndBack(() => {
    rows = [...rows, ...Array.from({ length: 13 }, (_, i) => rowOf(400 + i))]
  })

  await waitFor(() => expect(shown()[0]).toBe('row 1412'))
  // Each page goes on where the one before it ends.
  const seen = new Set<string>()
  for (let row = 0; row < 3 * PAGE; row += 10) {
    await scrollTo(row)
    for (const text of shown()) seen.add(text)
  }
  expect([...seen]).toEqual(Array.from({ length: seen.size }, (_, i) => rowOf(412 - i).key))
})

it('has no gap at the top when rows have gone from there', async () => {
  await open()

  await scrollFarDownAndBack(() => {
    rows = rows.slice(0, 355)
  })

  await waitFor(() => expect(shown()[0]).toBe('row 1354'))
  expect(missing()).toEqual([])
})

it('asks for a page that was refused only when somebody wants that', async () => {
  isRefusing = true
  await open()
  const box = screen.getByLabelText('rows', { selector: 'div' })
  box.scrollTop = PAGE * ROW_HEIGHT
  fireEvent.scroll(box)
  const again = await screen.findByRole('button', { name: 'Try again' })
  expect(asked).toBe(1)

  isRefusing = false
  fireEvent.click(again)

  await waitFor(() => expect(missing()).toEqual([]))
  expect(screen.queryByRole('alert')).toBeNull()
})
