import { describe, expect, it } from 'vitest'
import * as pages from './page-search.ts'
import { MAX_KEYS, parseSearch, stringifySearch, wantedKeys } from './search.ts'

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
    expect(wantedKeys(' 12,13;14\n12 ')).toEqual(['12', '13', '14'])
    expect(wantedKeys('["12", "13"]')).toEqual(['12', '13'])
    expect(wantedKeys('12、13')).toEqual(['12', '13'])
    expect(wantedKeys(' ')).toBeUndefined()
  })

  it('keeps what is no list of keys as it was given', () => {
    const search = { keys: '12 and 13', parent: '12 13', batch: 'the last' }

    expect(pages.processes(parseSearch(stringifySearch(search)))).toEqual(search)
    expect(wantedKeys(',')).toBe(',')
  })

  it('takes no more keys than a filter may have', () => {
    const list = (length: number) => Array.from({ length }, (_, i) => String(i)).join()

    expect(wantedKeys(list(MAX_KEYS))).toHaveLength(MAX_KEYS)
    expect(wantedKeys(list(MAX_KEYS + 1))).toBe(list(MAX_KEYS + 1))
    expect(wantedKeys(list(100 * MAX_KEYS))).toMatch(/^0,1,2.{1,2500}…$/)
  })
})
