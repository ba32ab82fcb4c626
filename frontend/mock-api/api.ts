import type { User } from '../src/api/types.ts'
import { audit, note } from './audit.ts'
import { commands } from './commands.ts'
import { reads } from './reads.ts'
import { isObject, Refusal } from './search.ts'
import { newWorld } from './story.ts'
import type { World } from './world.ts'

export interface MockRequest {
  method: string
  url: URL
  cookies: string
  csrf: string
  body: string
}

export interface MockResponse {
  status: number
  headers: Record<string, string | string[]>
  body: string
}

/** What a handler gets: captured parts of the path, the query, the body as text and JSON. */
export interface Call {
  world: World
  path: string[]
  query: URLSearchParams
  text: string
  json: Record<string, unknown>
  user: User
}

/** A method and path, and what it answers: JSON, or text, or nothing (204). */
export type Route = [method: string, path: RegExp, answer: (call: Call) => unknown]

const USERS: Record<string, User> = {
  demo: person('demo', ['viewer', 'operator', 'admin']),
  viewer: person('viewer', ['viewer']),
  stranger: person('stranger', []),
}
const userOf = (cookies: string) => USERS[/mock-user=(\w+)/.exec(cookies)?.[1] ?? '']
const TOKEN = 'mock-csrf-token'
/** How long a read waits for what was done before it, and how often it looks. */
const PATIENCE_MILLIS = 5_000
const LOOK_MILLIS = 20
/** Keys that stand for a failure, so that each can be looked at. */
const SENTINELS: Record<string, [number, string]> = {
  '400': [400, 'INVALID_ARGUMENT'],
  '403': [403, 'FORBIDDEN'],
  '404': [404, 'NOT_FOUND'],
  '500': [500, 'INTERNAL'],
  '503': [503, 'RESOURCE_EXHAUSTED'],
}

/** The API of Operate, in memory. */
export class MockApi {
  world = newWorld()
  private readonly routes: Route[] = [...reads, ...commands, ...audit]

  /** Waits until what a request wants to know has happened; not for ever. */
  async seen(token: string | undefined) {
    const position = Number(token?.split(':')[1] ?? 0)
    const end = Date.now() + PATIENCE_MILLIS
    while (this.world.done < position && Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MILLIS))
    }
  }

  isSignedIn = (cookies: string) => userOf(cookies) !== undefined

  moved() {
    return { asOf: this.world.iso(Date.now()), positions: { 1: this.world.position } }
  }

  handle(request: MockRequest): MockResponse {
    try {
      return this.answer(request)
    } catch (error) {
      if (error instanceof Refusal) return problem(error.status, error.title, error.message)
      return problem(500, 'INTERNAL', String(error))
    }
  }

  private answer(request: MockRequest): MockResponse {
    const { pathname } = request.url
    if (pathname === '/login') return signIn(request.body)
    if (pathname === '/mock/reset') {
      this.world = newWorld()
      return nothing()
    }
    if (pathname === '/v2/authentication/sign-in') {
      return json({ form: true, oidc: [], demoUser: true })
    }
    const user = userOf(request.cookies)
    if (!user) throw new Refusal(401, 'UNAUTHORIZED', 'Sign in first')
    if (pathname === '/logout') return nothing({ 'Set-Cookie': 'mock-user=; Max-Age=0; Path=/' })
    if (user.roles.length === 0) throw new Refusal(403, 'FORBIDDEN', 'This needs the role viewer')
    if (pathname === '/v2/authentication/me') {
      return json(user, { 'Set-Cookie': `X-CSRF-TOKEN=${TOKEN}; Path=/` })
    }
    if (request.method !== 'GET' && request.csrf !== TOKEN) {
      throw new Refusal(403, 'CSRF', 'The CSRF token is missing')
    }
    return this.route(request, user)
  }

  private route(request: MockRequest, user: User): MockResponse {
    const { pathname, searchParams } = request.url
    const sentinel = SENTINELS[pathname.split('/')[3] ?? '']
    if (sentinel) throw new Refusal(...sentinel, 'This key stands for a failure')
    for (const [method, path, answer] of this.routes) {
      const match = method === request.method && path.exec(pathname)
      if (!match) continue
      const promised = this.world.promised
      const found = this.noted(user, pathname, () =>
        answer({
          world: this.world,
          path: match.slice(1),
          query: searchParams,
          text: request.body,
          json: parsed(request.body),
          user,
        }),
      )
      if (found !== undefined) return typeof found === 'string' ? text(found) : json(found)
      const isNew = this.world.promised > promised
      return nothing(isNew ? { 'Orrery-Position': `1:${this.world.promised}` } : {})
    }
    throw new Refusal(404, 'NOT_FOUND', `nothing at ${pathname}`)
  }

  private noted<T>(user: User, path: string, run: () => T): T {
    try {
      const found = run()
      note(this.world, user.username, path, null)
      return found
    } catch (error) {
      note(this.world, user.username, path, error instanceof Error ? error.message : String(error))
      throw error
    }
  }
}

function person(username: string, roles: string[]): User {
  const canOperate = roles.includes('operator')
  const canAdminister = roles.includes('admin')
  return { username, displayName: username, roles, canOperate, canAdminister }
}

function signIn(body: string): MockResponse {
  const { username, password } = parsed(body)
  if (typeof username !== 'string' || !USERS[username] || password !== username) {
    throw new Refusal(401, 'UNAUTHORIZED', 'User name or password is wrong')
  }
  return nothing({ 'Set-Cookie': `mock-user=${username}; Path=/; SameSite=Strict` })
}

function parsed(body: string): Record<string, unknown> {
  if (body === '') return {}
  const value: unknown = JSON.parse(body)
  return isObject(value) ? value : {}
}

const nothing = (headers: MockResponse['headers'] = {}) => ({ status: 204, headers, body: '' })

const json = (value: unknown, headers: MockResponse['headers'] = {}): MockResponse => ({
  status: 200,
  headers: { 'Content-Type': 'application/json', ...headers },
  body: JSON.stringify(value),
})

const text = (body: string) => ({ status: 200, headers: { 'Content-Type': 'text/xml' }, body })

const problem = (status: number, title: string, detail: string): MockResponse => ({
  ...json({ type: 'about:blank', title, status, detail }),
  status,
  headers: { 'Content-Type': 'application/problem+json' },
})
