import { getJson, send } from './http.ts'

/** What a batch is called that a request began. */
export interface Begun {
  batchOperationKey: string
}

type Filter = Record<string, unknown>

const instance = (key: string) => `/v2/process-instances/${key}`

export const signIn = (username: string, password: string) =>
  send('/login', { method: 'POST', body: { username, password } })

export const signOut = () => send('/logout', { method: 'POST' })

export const cancelInstance = (key: string) =>
  send(`${instance(key)}/cancellation`, { method: 'POST', body: {} })

export const resolveIncidentsOf = (key: string) =>
  getJson<Begun>(`${instance(key)}/incident-resolution`, { method: 'POST', body: {} })

/** Goes on after an incident; one that a job caused gets this many attempts more. */
export const resolveIncident = (key: string, retries: number) =>
  send(`/v2/incidents/${key}/resolution`, { method: 'POST', body: { retries } })

/** @param json the value as JSON text, which is sent as it is so that no digit is lost */
export const setVariable = (scopeKey: string, name: string, json: string) =>
  send(`/v2/element-instances/${scopeKey}/variables`, {
    method: 'PUT',
    json: `{"variables":{${JSON.stringify(name)}:${json}},"local":true}`,
  })

export const cancelInstances = (filter: Filter) =>
  getJson<Begun>('/v2/process-instances/cancellation', { method: 'POST', body: { filter } })

export const resolveIncidents = (filter: Filter) =>
  getJson<Begun>('/v2/process-instances/incident-resolution', { method: 'POST', body: { filter } })

export const cancelBatch = (key: string) =>
  send(`/v2/batch-operations/${key}/cancellation`, { method: 'POST', body: {} })
