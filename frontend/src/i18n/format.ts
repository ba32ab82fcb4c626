import type { Language } from './text.tsx'

const LOCALES: Record<Language, string> = { en: 'en-GB', zh: 'zh-CN' }

/** How a language writes a day without taking too much room. */
const DATES = { en: 'medium', zh: 'short' } as const

/** An instant to the second, in the reader's time zone. */
export function instant(iso: string | null, language: Language): string {
  if (iso === null) return '–'
  return new Intl.DateTimeFormat(LOCALES[language], {
    dateStyle: DATES[language],
    timeStyle: 'medium',
  }).format(new Date(iso))
}

/** An instant to the millisecond, without its day. */
export function clock(iso: string | null, language: Language): string {
  if (iso === null) return '–'
  return new Intl.DateTimeFormat(LOCALES[language], {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  }).format(new Date(iso))
}

export const number = (value: number, language: Language) =>
  new Intl.NumberFormat(LOCALES[language]).format(value)

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB']

/** How much room something takes: `1.5 MiB`, `252 GiB`. */
export function bytes(value: number): string {
  const unit = UNITS.findIndex((_, i) => value < 1_024 ** (i + 1))
  const shown = unit < 0 ? UNITS.length - 1 : unit
  const size = value / 1_024 ** shown
  return `${size < 10 && shown > 0 ? Number(size.toFixed(1)) : Math.round(size)} ${UNITS[shown]}`
}

/** How long something took, in its two largest units: `3 m 12 s`, `840 ms`. */
export function duration(fromIso: string, toIso: string): string {
  const millis = Math.max(0, Date.parse(toIso) - Date.parse(fromIso))
  if (millis < 1_000) return `${millis} ms`
  const seconds = Math.floor(millis / 1_000)
  if (seconds < 60) return `${(millis / 1_000).toFixed(1)} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} m ${seconds % 60} s`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return `${hours} h ${minutes % 60} m`
  return `${Math.floor(hours / 24)} d ${hours % 24} h`
}
