/** What was done here and may not be seen yet: for each partition a position in its log. */
const pending = new Map<string, number>()

/** Where a command says from when on its effects can be seen, and a read what it has to know. */
export const POSITION = 'Orrery-Position'

/** Remembers what a command said, as `1:4711`. */
export function done(token: string | null) {
  for (const one of token?.split(',') ?? []) {
    const [partition = '', position = ''] = one.trim().split(':')
    const known = pending.get(partition) ?? -1
    if (Number(position) > known) pending.set(partition, Number(position))
  }
}

/** What the next read has to know; undefined if nothing was done that it might miss. */
export function wanted(): string | undefined {
  if (pending.size === 0) return undefined
  return [...pending].map(([partition, position]) => `${partition}:${position}`).join(',')
}

/** Forgets what was wanted: it has been seen, or it takes too long. What came later stays. */
export function settle(token: string) {
  for (const one of token.split(',')) {
    const [partition = '', position = ''] = one.split(':')
    if (pending.get(partition) === Number(position)) pending.delete(partition)
  }
}
