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

describe('what was done', () => {
  const answers = (...responses: Response[]) => {
    const sent: (string | null)[] = []
    vi.stubGlobal('fetch', (_path: string, init: RequestInit) => {
      sent.push(new Headers(init.headers).get('Orrery-Position'))
      return Promise.resolve(responses.shift() ?? new Response('{}'))
    })
    return sent
  }
  const commanded = (position: string) =>
    new Response(null, { status: 204, headers: { 'Orrery-Position': position } })
  const cancel = () => send('/v2/process-instances/1/cancellation', { method: 'POST', body: {} })

  it('is waited for by the next reads, until one has seen it', async () => {
    const sent = answers(commanded('1:7'), commanded('2:5'), commanded('1:3'))
    for (let i = 0; i < 3; i++) await cancel()

    const search = getJson('/v2/jobs/search', { method: 'POST', body: {} })
    await Promise.all([search, getJson('/v2/dashboard')])
    await getJson('/v2/dashboard')

    expect(sent).toEqual([null, null, null, '1:7,2:5', '1:7,2:5', null])
  })

  it('is waited for no longer than the platform allows', async () => {
    const late = new Response('{"title":"NOT_YET_VISIBLE","status":504}', { status: 504 })
    const sent = answers(commanded('1:9'), late)
    await cancel()

    await getJson('/v2/dashboard')

    expect(sent).toEqual([null, '1:9', null])
  })

  it('is still waited for when it was done during a read', async () => {
    const sent = answers(commanded('1:20'))
    await cancel()
    const read = getJson('/v2/dashboard')
    answers(commanded('1:21'))
    await cancel()
    await read
    const later = answers()

    await getJson('/v2/dashboard')
    await getJson('/v2/dashboard')

    expect(sent).toEqual([null, '1:20'])
    expect(later).toEqual(['1:21', null])
  })
})

it('a variable is sent with all its digits, whatever its name', async () => {
  const requests = answer(200, '')

  await setVariable('12', 'my "id"', '9223372036854775807')

  expect(requests[0]?.body).toBe('{"variables":{"my \\"id\\"":9223372036854775807},"local":true}')
})
