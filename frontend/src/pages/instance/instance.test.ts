// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { PAGE_ROWS } from '../../api/pages.ts'
import type { ElementInstance, Moment } from '../../api/types.ts'
import { takenBy } from './DiagramPane.tsx'
import { indexOf, longRange } from './TimelineBar.tsx'
import { rowsOf } from './useHistoryRows.ts'

const element = (key: string): ElementInstance => ({
  elementInstanceKey: key,
  processInstanceKey: '1',
  elementId: `element-${key}`,
  elementName: null,
  type: 'SUB_PROCESS',
  scopeKey: '1',
  startDate: '2026-11-21T10:00:00Z',
  endDate: null,
  startPosition: Number(key),
  endPosition: null,
  state: 'ACTIVE',
  hasIncident: false,
  incidentKey: null,
})

const page = (items: ElementInstance[]) => ({
  items,
  page: {
    totalItems: items.length,
    hasMoreTotalItems: false,
    startCursor: null,
    endCursor: items.at(-1)?.elementInstanceKey ?? null,
  },
})

describe('the history', () => {
  it('puts what is inside an open scope below it', () => {
    const rows = rowsOf(
      new Map([
        ['1', [[{ scope: '1', after: null }, page([element('2'), element('3')])]]],
        ['2', [[{ scope: '2', after: null }, page([element('4')])]]],
      ]),
      '1',
      1,
    )

    expect(rows.map((row) => [row.id, row.level])).toEqual([
      ['2', 1],
      ['4', 2],
      ['3', 1],
    ])
  })

  it('ends a full page with a line that asks for more', () => {
    const full = page(Array.from({ length: PAGE_ROWS }, (_, i) => element(String(i + 2))))

    const rows = rowsOf(new Map([['1', [[{ scope: '1', after: null }, full]]]]), '1', 1)

    expect(rows.at(-1)).toMatchObject({ kind: 'more', scope: '1', after: String(PAGE_ROWS + 1) })
  })

  it('shows that a page is on its way', () => {
    const rows = rowsOf(new Map([['1', [[{ scope: '1', after: null }, undefined]]]]), '1', 1)

    expect(rows.map((row) => row.kind)).toEqual(['loading'])
  })
})

describe('the timeline', () => {
  const moments = [5, 9, 12].map((position): Moment => ({
    position,
    timestamp: '2026-11-21T10:00:00Z',
    what: 'STARTED',
    elementId: 'a',
    elementName: null,
    type: 'TASK',
    elementInstanceKey: '1',
  }))

  it('ends with now', () => {
    expect(indexOf(moments, undefined)).toBe(3)
  })

  it('covers every position of a long one in steps of one width, and ends behind the last', () => {
    expect(longRange(1, 10)).toEqual({ min: 1, max: 11, step: 1 })
    for (const last of [4_711, 600_001, 999_999_999]) {
      const { min, max, step } = longRange(17, last)
      expect((max - min) % step).toBe(0)
      expect(max).toBeGreaterThan(last)
      expect(max - step).toBeLessThanOrEqual(last)
      expect((max - min) / step).toBeLessThanOrEqual(500)
    }
  })

  it('finds the moment that a position belongs to', () => {
    expect(indexOf(moments, 9)).toBe(1)
    expect(indexOf(moments, 11)).toBe(1)
    expect(indexOf(moments, 2)).toBe(0)
  })
})

it('takes a flow for taken only when both its ends had been visited', () => {
  const xml = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p">
    <sequenceFlow id="ab" sourceRef="a" targetRef="b" />
    <sequenceFlow id="bc" sourceRef="b" targetRef="c" />
    <sequenceFlow id="ac" sourceRef="a" targetRef="c" /></process></definitions>`
  const at = (elementId: string, completed: number, active: number) => ({
    elementId,
    active,
    completed,
    incidents: 0,
    canceled: 0,
  })

  expect(takenBy(['ab', 'bc'], xml, [at('a', 1, 0), at('b', 0, 1)])).toEqual(['ab'])
  expect(takenBy(['ab', 'bc'], xml, [at('a', 1, 0), at('b', 1, 0), at('c', 0, 1)])).toEqual([
    'ab',
    'bc',
  ])
})
