import { describe, expect, it } from 'vitest'
import { jsonProblem, pretty } from './json.ts'

describe('JSON text', () => {
  it('is laid out without losing a digit', () => {
    const text = '{"id":9223372036854775807,"price":1.10,"tags":["a, b",{}],"none":[]}'

    expect(pretty(text)).toBe(
      '{\n  "id": 9223372036854775807,\n  "price": 1.10,\n' +
        '  "tags": [\n    "a, b",\n    {}\n  ],\n  "none": []\n}',
    )
  })

  it('keeps what strings hold', () => {
    const text = '"say \\"hi\\": {1, 2}"'

    expect(pretty(text)).toBe(text)
  })

  it('is left alone when it is not JSON', () => {
    expect(pretty('{"a":')).toBe('{"a":')
    expect(jsonProblem('{"a":')).not.toBeNull()
    expect(jsonProblem('')).not.toBeNull()
    expect(jsonProblem('null')).toBeNull()
  })
})
