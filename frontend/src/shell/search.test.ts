import { describe, expect, it } from 'vitest'
import * as pages from './page-search.ts'
import { keys, MAX_KEYS, parseSearch, stringifySearch } from './search.ts'

describe('the address of a page', () => {
  it('keeps every digit of a key', () => {
    const search = { keys: ['2251799813685249', '9223372036854775807'] }

    const address = stringifySearch(search)

    expect(address).toBe('?keys=2251799813685249%2C9223372036854775807')
    expect(pages.processes(parseSearch(address))).toEqual(search)
  })

  it('says everything that the list of instances shows', () => {
    const search: pages.ProcessesSearch = {
      process: 'order & co',
      version: 3,
      element: 'charge-card',
      states: ['incident', 'completed'],
      error: '100 % wrong?',
      variable: 'orderId',
      value: '"A-1"',
      sort: 'endDate',
      order: 'ascending',
      selected: ['12', '13'],
    }

    expect(pages.processes(parseSearch(stringifySearch(search)))).toEqual(search)
  })

  it('drops what no page understands', () => {
    const given = { states: 'sleeping', version: '-1', sort: 'password', order: 'up', x: '<b>' }

    expect(pages.processes(given)).toEqual({})
    expect(pages.instance({ tab: 'secrets', at: 'now', scope: 'x' })).toEqual({})
    expect(pages.dashboard({ range: 'century' })).toEqual({})
  })

  it('takes keys in any shape that somebody pastes', () => {
    expect(keys(' 12,13;14\n12 ')).toEqual(['12', '13', '14'])
    expect(keys('none')).toBeUndefined()
  })

  it('takes no more keys than a filter may have', () => {
    const many = Array.from({ length: MAX_KEYS + 1 }, (_, i) => String(i)).join()

    expect(keys(many)).toHaveLength(MAX_KEYS)
  })
})
