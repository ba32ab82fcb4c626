import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Connect, Plugin } from 'vite'
import { MockApi } from './api.ts'

const OURS = /^\/(v2|login|logout|mock)(\/|\?|$)/
const MAX_BODY_BYTES = 1 << 20
const QUIET_MILLIS = 15_000

/** Answers the API from memory, in `vite dev` and `vite preview`; it is in no build. */
export function mockApi(): Plugin {
  const api = new MockApi()
  const answer: Connect.NextHandleFunction = (request, response, next) => {
    if (!OURS.test(request.url ?? '')) return next()
    void serve(api, request, response)
  }

  return {
    name: 'orrery-mock-api',
    configureServer: (server) => void server.middlewares.use(answer),
    configurePreviewServer: (server) => void server.middlewares.use(answer),
  }
}

async function serve(api: MockApi, request: IncomingMessage, response: ServerResponse) {
  if (request.url?.startsWith('/v2/events')) {
    if (api.isSignedIn(request.headers.cookie ?? '')) return stream(api, response)
    return response.writeHead(401).end()
  }
  const text = await bodyOf(request)
  await api.seen(request.headers['orrery-position']?.toString())
  const { status, headers, body } = api.handle({
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', 'http://localhost'),
    cookies: request.headers.cookie ?? '',
    csrf: String(request.headers['x-csrf-token'] ?? ''),
    body: text,
  })
  response.writeHead(status, headers).end(body)
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > MAX_BODY_BYTES) break
  }
  return text
}

function stream(api: MockApi, response: ServerResponse) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
  const tell = () => {
    response.write(`event: moved\ndata: ${JSON.stringify(api.moved())}\n\n`)
  }
  tell()
  const end = api.world.listen(tell)
  const quiet = setInterval(() => response.write('event: quiet\ndata:\n\n'), QUIET_MILLIS)
  response.on('close', () => {
    clearInterval(quiet)
    end()
  })
}
