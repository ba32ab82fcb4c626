import { describe, expect, it } from 'vitest'
import { parseSearch, stringifySearch } from '../../shell/search.ts'
import { audit, type AuditSearch } from '../../shell/page-search.ts'
import { filterOf, operationText, sortOf } from './audit.ts'

describe('the audit log', () => {
  it('has everything it shows in its address', () => {
    const search: AuditSearch = {
      actor: 'ann*',
      operation: 'SET_VARIABLES',
      key: '2251799813685249',
      result: 'FAIL',
      sort: 'actorId',
      order: 'ascending',
    }

    expect(audit(parseSearch(stringifySearch(search)))).toEqual(search)
    expect(filterOf(search)).toEqual({
      actorId: { $like: '*ann\\**' },
      operationType: 'SET_VARIABLES',
      entityKey: '2251799813685249',
      result: 'FAIL',
    })
  })

  it('begins with the newest', () => {
    expect(filterOf({})).toEqual({})
    expect(sortOf({})).toEqual([{ field: 'auditLogKey', order: 'DESC' }])
    expect(sortOf({ sort: 'actorId', order: 'ascending' })).toEqual([
      { field: 'actorId', order: 'ASC' },
      { field: 'auditLogKey', order: 'ASC' },
    ])
  })

  it('keeps the name of an operation that it does not know', () => {
    const say = (key: string) => `said ${key}`

    expect(operationText('SET_VARIABLES', say)).toBe('said audit.op.SET_VARIABLES')
    expect(operationText('PAINT', say)).toBe('PAINT')
  })
})
