// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { getJson, Problem, send } from './http.ts'
import { setVariable } from './operations.ts'

const answer = (status: number, body: string) => {
  const requests: RequestInit[] = []
  vi.stubGlobal('fetch', (_path: string, init: RequestInit) => {
    requests.push(init)
    return Promise.resolve(new Response(body, { status }))
  })
  return requests
}

const refusal = (path: string) =>
  send(path).then(
    () => null,
    (error: unknown) => error,
  )

afterEach(() => vi.unstubAllGlobals())

describe('a request', () => {
  it('that is refused throws what the API said', async () => {
    answer(409, '{"title":"INVALID_STATE","status":409,"detail":"it has ended"}')

    expect(await refusal('/v2/x')).toMatchObject({
      status: 409,
      title: 'INVALID_STATE',
      message: 'it has ended',
    })
  })

  it('that meets something else than the API is a problem all the same', async () => {
    answer(502, '<html>Bad gateway</html>')

    const problem = await refusal('/v2/x')

    expect(problem).toBeInstanceOf(Problem)
    expect(problem).toMatchObject({ status: 502 })
  })

  it('that reaches nobody says so', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed')))

    expect(await refusal('/v2/x')).toMatchObject({ status: 0, title: 'UNREACHABLE' })
  })

  it('that changes something carries the token of the session', async () => {
    document.cookie = 'X-CSRF-TOKEN=a%2Bb'
    const requests = answer(200, '{}')

    await getJson('/v2/x', { method: 'POST', body: {} })

    expect(new Headers(requests[0]?.headers).get('X-CSRF-TOKEN')).toBe('a+b')
  })
})

it('a variable is sent with all its digits, whatever its name', async () => {
  const requests = answer(200, '')

  await setVariable('12', 'my "id"', '9223372036854775807')

  expect(requests[0]?.body).toBe('{"variables":{"my \\"id\\"":9223372036854775807},"local":true}')
})
