import * as positions from './positions.ts'

/** One request to the API; problems are thrown as `Problem`. */

/** What the API says when it refuses (RFC 9457), or what stands in for it. */
export class Problem extends Error {
  readonly status: number
  readonly title: string

  constructor(status: number, title: string, detail: string) {
    super(detail || title)
    this.name = 'Problem'
    this.status = status
    this.title = title
  }
}

/** No answer at all: the platform is down or out of reach. */
export const UNREACHABLE = 0

export interface Options {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  body?: unknown
  /** A body that is JSON text already. */
  json?: string
  signal?: AbortSignal
}

const CSRF_COOKIE = 'X-CSRF-TOKEN'
/** The title of the problem that a read gets which has waited in vain for what was done before. */
const NOT_YET_VISIBLE = 'NOT_YET_VISIBLE'
const QUESTION = /\/search(\?|$)|\/statistics\//

export async function getJson<T>(path: string, options: Options = {}): Promise<T> {
  const response = await send(path, options)
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the API's contract
  return (await response.json()) as T
}

export async function getText(path: string, options: Options = {}): Promise<string> {
  return (await send(path, options)).text()
}

/**
 * Sends a request. A read waits, for a while, until it can show what was done before it; after that
 * it shows what there is.
 */
export async function send(path: string, options: Options = {}): Promise<Response> {
  const isRead = (options.method ?? 'GET') === 'GET' || QUESTION.test(path)
  const position = isRead ? positions.wanted() : undefined
  const response = await request(path, options, position)
  if (response.ok) {
    if (position) positions.settle(position)
    positions.done(response.headers.get(positions.POSITION))
    return response
  }
  const problem = await problemOf(response)
  if (position && problem.title === NOT_YET_VISIBLE) {
    positions.settle(position)
    return send(path, options)
  }
  throw problem
}

async function request(
  path: string,
  options: Options,
  position: string | undefined,
): Promise<Response> {
  const { method = 'GET', signal } = options
  const body =
    options.json ?? (options.body === undefined ? undefined : JSON.stringify(options.body))
  const headers = new Headers({ Accept: 'application/json, application/problem+json, text/xml' })
  const token = csrfToken()
  if (token && method !== 'GET') headers.set('X-CSRF-TOKEN', token)
  if (body !== undefined) headers.set('Content-Type', 'application/json')
  if (position) headers.set(positions.POSITION, position)
  return fetch(path, {
    method,
    headers,
    credentials: 'same-origin',
    ...(signal ? { signal } : {}),
    ...(body === undefined ? {} : { body }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error
    throw new Problem(UNREACHABLE, 'UNREACHABLE', 'The platform cannot be reached')
  })
}

function csrfToken(): string | undefined {
  const cookie = document.cookie.split('; ').find((it) => it.startsWith(`${CSRF_COOKIE}=`))
  return cookie && decodeURIComponent(cookie.slice(CSRF_COOKIE.length + 1))
}

async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text()
  try {
    const parsed: unknown = JSON.parse(text)
    const field = (name: string) => textField(parsed, name)
    return new Problem(response.status, field('title'), field('detail'))
  } catch {
    return new Problem(response.status, response.statusText, '')
  }
}

function textField(value: unknown, name: string): string {
  const field: unknown = typeof value === 'object' && value !== null && Reflect.get(value, name)
  return typeof field === 'string' ? field : ''
}
