/** Filters, order and pages as the API has them, over a list in memory. */

export type Row = object
type Json = Record<string, unknown>

export class Refusal extends Error {
  readonly status: number
  readonly title: string

  constructor(status: number, title: string, detail: string) {
    super(detail)
    this.status = status
    this.title = title
  }
}

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const field = (row: Row, name: string): unknown => Reflect.get(row, name)

/** Extra filters of a kind: what they mean for a row. */
export type Extras<T> = Record<string, (row: T, wanted: unknown) => boolean>

export function matches<T extends Row>(row: T, filter: Json, extras: Extras<T> = {}): boolean {
  return Object.entries(filter).every(([name, wanted]) => {
    if (name === '$or') {
      return Array.isArray(wanted) && wanted.some((it) => isObject(it) && matches(row, it, extras))
    }
    const extra = extras[name]
    if (extra) return extra(row, wanted)
    if (!(name in row)) throw new Refusal(400, 'INVALID_ARGUMENT', `unknown field ${name}`)
    return accepts(field(row, name), wanted)
  })
}

export function accepts(value: unknown, wanted: unknown): boolean {
  if (!isObject(wanted)) return value === wanted
  return Object.entries(wanted).every(([operator, operand]) => compare(operator, value, operand))
}

function compare(operator: string, value: unknown, operand: unknown): boolean {
  switch (operator) {
    case '$eq':
      return value === operand
    case '$neq':
      return value !== operand
    case '$exists':
      return (value !== null) === operand
    case '$in':
      return Array.isArray(operand) && operand.includes(value)
    case '$notIn':
      return Array.isArray(operand) && !operand.includes(value)
    case '$like':
      return likePattern(String(operand)).test(String(value))
    case '$gt':
      return order(value, operand) > 0
    case '$gte':
      return order(value, operand) >= 0
    case '$lt':
      return order(value, operand) < 0
    case '$lte':
      return order(value, operand) <= 0
    default:
      throw new Refusal(400, 'INVALID_ARGUMENT', `unknown operator ${operator}`)
  }
}

function likePattern(like: string): RegExp {
  const parts = like.replace(/\\[\\*?]|[*?]|[.+^${}()|[\]\\]/g, (it) =>
    it === '*' ? '[\\s\\S]*' : it === '?' ? '[\\s\\S]' : it.length === 2 ? it : `\\${it}`,
  )
  return new RegExp(`^${parts}$`)
}

function order(a: unknown, b: unknown): number {
  if (a === b) return 0
  if (a === null || a === undefined) return -1
  if (b === null || b === undefined) return 1
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return textOf(a) < textOf(b) ? -1 : 1
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

const MAX_LIMIT = 10_000
const DEFAULT_LIMIT = 100

/** One page of the rows that match; a cursor is where its row stands, so it needs a calm list. */
export function search<T extends Row>(
  rows: T[],
  body: Json,
  key: keyof T & string,
  extras: Extras<T> = {},
) {
  const filter = isObject(body.filter) ? body.filter : {}
  const page = isObject(body.page) ? body.page : {}
  const limit = Number(page.limit ?? DEFAULT_LIMIT)
  if (limit > MAX_LIMIT) throw new Refusal(400, 'INVALID_ARGUMENT', `limit ${limit} is over 10000`)
  const found = sorted(
    rows.filter((row) => matches(row, filter, extras)),
    body.sort,
    key,
  )
  const at = (cursor: unknown) => found.findIndex((row) => String(field(row, key)) === cursor)
  const begin =
    page.after !== undefined
      ? at(page.after) + 1
      : page.before !== undefined
        ? Math.max(0, at(page.before) - limit)
        : Number(page.from ?? 0)
  const end = page.before === undefined ? begin + limit : at(page.before)
  const items = found.slice(begin, end)
  const cursor = (row: T | undefined) => (row ? String(field(row, key)) : null)
  return {
    items,
    page: {
      totalItems: found.length,
      hasMoreTotalItems: false,
      startCursor: cursor(items[0]),
      endCursor: cursor(items.at(-1)),
    },
  }
}

function sorted<T extends Row>(rows: T[], sort: unknown, key: string): T[] {
  const criteria = Array.isArray(sort) ? sort.filter(isObject) : []
  const all = [...criteria, { field: key, order: 'ASC' }]
  return rows.toSorted((a, b) => {
    for (const it of all) {
      const difference = order(field(a, String(it.field)), field(b, String(it.field)))
      if (difference !== 0) return it.order === 'DESC' ? -difference : difference
    }
    return 0
  })
}
