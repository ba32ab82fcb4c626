/** Search parameters as plain text, so that a link can be read and a key keeps all its digits. */

type Search = Record<string, unknown>

export function parseSearch(search: string): Search {
  return Object.fromEntries(new URLSearchParams(search))
}

export function stringifySearch(search: object): string {
  const known = Object.entries(search).flatMap(([name, value]: [string, unknown]) => {
    const text = textOf(value)
    return text === '' ? [] : [[name, text]]
  })
  const text = new URLSearchParams(known).toString()
  return text && `?${text}`
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(',')
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** A parameter's text; undefined if it is not there. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A parameter's whole number. */
export function whole(value: unknown): number | undefined {
  const number = typeof value === 'number' ? value : Number(text(value) ?? NaN)
  return Number.isSafeInteger(number) && number >= 0 ? number : undefined
}

/** Those of a parameter's comma-separated words that are known; undefined if there are none. */
export function words<T extends string>(value: unknown, known: readonly T[]): T[] | undefined {
  const given = Array.isArray(value) ? value.map(textOf) : (text(value)?.split(',') ?? [])
  const found = known.filter((word) => given.includes(word))
  return found.length > 0 ? found : undefined
}

/** One of the known words; undefined for any other. */
export function oneOf<T extends string>(value: unknown, known: readonly T[]): T | undefined {
  return known.find((word) => word === value)
}

/** The keys of a parameter, separated by anything that is no digit. */
export function keys(value: unknown): string[] | undefined {
  const found = textOf(value).match(/\d+/g)?.slice(0, MAX_KEYS)
  return found && [...new Set(found)]
}

/** How many keys a link may name. */
export const MAX_KEYS = 100

/** What may stand between and around keys: as in a list, in a file, or in JSON. */
const LIST_OF_KEYS = /^[\s\d,;，、；"'[\]]*$/
/** How much is kept of a text that cannot be read. */
const MAX_LETTERS = 2_500

/**
 * The keys that somebody looks for. Where something else is among them, or more than a link may
 * name, it is the text as it was given: whoever asked for that must not get what others match.
 */
export function wantedKeys(value: unknown): string[] | string | undefined {
  const given = textOf(value).trim()
  if (given === '') return undefined
  const found = [...new Set(given.match(/\d+/g))]
  const isList = LIST_OF_KEYS.test(given) && found.length > 0 && found.length <= MAX_KEYS
  if (isList) return found
  return given.length > MAX_LETTERS ? `${given.slice(0, MAX_LETTERS)}…` : given
}

/** The one key that somebody looks for, or what was given instead of one. */
export const wantedKey = (value: unknown): string | undefined => text(textOf(value).trim())

export const isKey = (given: string): boolean => /^\d+$/.test(given)
