import { describe, expect, it } from 'vitest'
import { accepts, search } from './search.ts'

const rows = Array.from({ length: 25 }, (_, i) => ({
  key: String(i + 10),
  kind: i % 2 ? 'a' : 'b',
}))

describe('the search of the mock', () => {
  it('pages forwards and backwards over all rows once', () => {
    const first = search(rows, { page: { limit: 10 } }, 'key')
    const second = search(rows, { page: { limit: 10, after: first.page.endCursor } }, 'key')
    const back = search(rows, { page: { limit: 10, before: second.page.startCursor } }, 'key')

    expect(second.items[0]?.key).toBe('20')
    expect(back.items).toEqual(first.items)
  })

  it('refuses what nobody could answer', () => {
    expect(() => search(rows, { filter: { colour: 'red' } }, 'key')).toThrow('colour')
    expect(() => search(rows, { page: { limit: 1e9 } }, 'key')).toThrow('limit')
  })

  it('takes patterns literally but for their wildcards', () => {
    expect(accepts('a.b', { $like: 'a.*' })).toBe(true)
    expect(accepts('axb', { $like: 'a.*' })).toBe(false)
    expect(accepts('100*', { $like: '100\\*' })).toBe(true)
    expect(accepts('1000', { $like: '100\\*' })).toBe(false)
    expect(accepts('abc', { $like: 'a?c' })).toBe(true)
  })
})
