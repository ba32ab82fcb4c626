import { describe, expect, it } from 'vitest'
import type { ProcessesSearch } from '../../shell/page-search.ts'
import { MAX_KEYS } from '../../shell/search.ts'
import { batchFilterOf, filterOf, isUnreadable, sortOf } from './filter.ts'
import { toggled } from './route.ts'

const RUNNING = [
  { state: 'ACTIVE', hasIncident: false },
  { state: 'ACTIVE', hasIncident: true },
]

describe('the filter of an address', () => {
  it('shows what runs when nothing else is said', () => {
    expect(filterOf({})).toEqual({ $or: RUNNING })
  })

  it('has no word about states when all are wanted', () => {
    expect(filterOf({ states: ['active', 'incident', 'completed', 'canceled'] })).toEqual({})
  })

  it('names everything that was chosen', () => {
    expect(
      filterOf({
        process: 'order',
        version: 2,
        element: 'charge-card',
        keys: ['1', '2'],
        parent: '3',
        error: 'out of stock',
        from: '2026-11-21T00:00:00.000Z',
        states: ['canceled'],
      }),
    ).toEqual({
      processDefinitionId: 'order',
      processDefinitionVersion: 2,
      elementId: 'charge-card',
      processInstanceKey: { $in: ['1', '2'] },
      parentProcessInstanceKey: '3',
      errorMessage: 'out of stock',
      startDate: { $gte: '2026-11-21T00:00:00.000Z' },
      $or: [{ state: 'TERMINATED' }],
    })
  })

  it('sends the value of a variable as it was typed', () => {
    const variables = (value?: string) => filterOf({ variable: 'id', value }).variables

    expect(variables('9223372036854775807')).toEqual([{ name: 'id', value: '9223372036854775807' }])
    expect(variables()).toEqual([{ name: 'id', value: { $exists: true } }])
  })
})

describe('a filter that cannot be read', () => {
  it.each<ProcessesSearch>([
    { variable: 'id', value: 'A17' },
    { keys: '12 and 13' },
    { parent: '12 13' },
    { batch: 'the last' },
    { cause: 'none' },
  ])('finds nothing, rather than more: %o', (search) => {
    expect(isUnreadable(search)).toBe(true)
    expect(filterOf({ process: 'order', ...search })).toEqual({ processInstanceKey: '-1' })
  })
})

describe('a cause that an address names', () => {
  it('stands for all incidents whose message has its hash', () => {
    expect(filterOf({ cause: '-17' }).incidentErrorHashCode).toBe(-17)
  })

  it('applies together with a message', () => {
    expect(filterOf({ cause: '-17', error: 'out of stock' })).toMatchObject({
      incidentErrorHashCode: -17,
      errorMessage: 'out of stock',
    })
  })
})

describe('a batch', () => {
  it('works on the chosen rows only', () => {
    expect(batchFilterOf({ process: 'order', selected: ['7'] })).toEqual({
      processInstanceKey: { $in: ['7'] },
    })
  })

  it('works on all that match when all are chosen', () => {
    expect(batchFilterOf({ process: 'order', selected: 'all' })).toEqual({
      processDefinitionId: 'order',
      $or: RUNNING,
    })
  })
})

describe('the order', () => {
  it('is the newest first unless said', () => {
    expect(sortOf({})).toEqual([{ field: 'startDate', order: 'DESC' }])
    expect(sortOf({ sort: 'endDate', order: 'ascending' })).toEqual([
      { field: 'endDate', order: 'ASC' },
    ])
    expect(sortOf({ sort: 'processDefinitionName', order: 'ascending' })).toEqual([
      { field: 'processDefinitionName', order: 'ASC' },
      { field: 'startDate', order: 'DESC' },
    ])
  })
})

describe('the chosen rows', () => {
  it('grow and shrink by a click', () => {
    expect(toggled(undefined, '1')).toEqual(['1'])
    expect(toggled(['1'], '2')).toEqual(['1', '2'])
    expect(toggled(['1', '2'], '1')).toEqual(['2'])
    expect(toggled(['2'], '2')).toBeUndefined()
    expect(toggled('all', '2')).toEqual(['2'])
  })

  it('are no more than an address may name', () => {
    const full = Array.from({ length: MAX_KEYS }, (_, i) => String(i))

    expect(toggled(full, 'one more')).toEqual(full)
  })
})
