import { describe, expect, it } from 'vitest'
import { enAudit } from './en-audit.ts'
import { enInstance } from './en-instance.ts'
import { en } from './en.ts'
import { duration } from './format.ts'
import { fill } from './text.tsx'
import { zhAudit } from './zh-audit.ts'
import { zhInstance } from './zh-instance.ts'
import { zh } from './zh.ts'

const holes = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted()

describe('texts', () => {
  it('have the same values in both languages', () => {
    const chinese: Record<string, string> = { ...zh, ...zhInstance, ...zhAudit }
    const different = Object.entries({ ...en, ...enInstance, ...enAudit })
      .filter(([key, text]) => String(holes(text)) !== String(holes(chinese[key] ?? '')))
      .map(([key]) => key)

    expect(different).toEqual([])
    expect(Object.entries(chinese).filter(([, text]) => text === '')).toEqual([])
  })

  it('puts values in, and never looks at a value again', () => {
    expect(fill('{a} and {b}', { a: '{b}', b: 2 })).toBe('{b} and 2')
    expect(fill('{missing}')).toBe('{missing}')
  })
})

describe('durations', () => {
  it.each([
    [0, '0 ms'],
    [840, '840 ms'],
    [1_500, '1.5 s'],
    [192_000, '3 m 12 s'],
    [3_900_000, '1 h 5 m'],
    [90_000_000, '1 d 1 h'],
  ])('%d ms is %s', (millis, text) => {
    const from = 1_700_000_000_000

    expect(duration(new Date(from).toISOString(), new Date(from + millis).toISOString())).toBe(text)
  })
})
