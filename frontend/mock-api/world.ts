import type {
  ElementInstance,
  Incident,
  ProcessDefinition,
  ProcessInstance,
} from '../src/api/types.ts'
import { emptyTables, type StoredVariable } from './records.ts'

/** One step of a process: an element, the flow that led there, and what it needs. */
export interface Step {
  elementId: string
  name: string | null
  type: string
  flow?: string
  job?: string
}

const FIRST_KEY = 2_251_799_813_685_249n
const STEP_MILLIS = 1_400

/** Process instances in memory, and what can be done to them. */
export class World {
  readonly tables = emptyTables()
  position = 1
  /** How many changes were promised to those who asked for them, and how many are done. */
  promised = 0
  done = 0
  now = Date.now()
  private next = FIRST_KEY
  private readonly listeners = new Set<() => void>()

  newKey(): string {
    return String(this.next++)
  }

  listen(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  tell() {
    for (const listener of this.listeners) listener()
  }

  iso = (millis = this.now) => new Date(millis).toISOString()

  tick() {
    this.now += STEP_MILLIS
    return this.iso()
  }

  deploy(id: string, name: string | null, version: number, isLatestVersion: boolean) {
    const definition: ProcessDefinition = {
      processDefinitionKey: this.newKey(),
      processDefinitionId: id,
      name,
      version,
      versionTag: version > 1 ? 'stable' : null,
      resourceName: `${id}.bpmn`,
      isLatestVersion,
      tenantId: '<default>',
    }
    this.tables.definitions.push(definition)
    return definition
  }

  start(definition: ProcessDefinition, parent: ElementInstance | null = null): ProcessInstance {
    const instance: ProcessInstance = {
      processInstanceKey: this.newKey(),
      processDefinitionId: definition.processDefinitionId,
      processDefinitionName: definition.name,
      processDefinitionVersion: definition.version,
      processDefinitionVersionTag: definition.versionTag,
      processDefinitionKey: definition.processDefinitionKey,
      parentProcessInstanceKey: parent?.processInstanceKey ?? null,
      parentElementInstanceKey: parent?.elementInstanceKey ?? null,
      startDate: this.iso(),
      endDate: null,
      state: 'ACTIVE',
      hasIncident: false,
      tenantId: '<default>',
    }
    this.tables.instances.push(instance)
    return instance
  }

  enter(instance: ProcessInstance, step: Step, scopeKey = instance.processInstanceKey) {
    const element: ElementInstance = {
      elementInstanceKey: this.newKey(),
      processInstanceKey: instance.processInstanceKey,
      elementId: step.elementId,
      elementName: step.name,
      type: step.type,
      scopeKey,
      startDate: this.iso(),
      endDate: null,
      startPosition: this.position++,
      endPosition: null,
      state: 'ACTIVE',
      hasIncident: false,
      incidentKey: null,
    }
    this.tables.elements.push(element)
    if (step.flow) this.take(instance, step.flow)
    if (step.job) this.createJob(element, step.job)
    return element
  }

  private take(instance: ProcessInstance, elementId: string) {
    const { processInstanceKey } = instance
    this.tables.flows.push({ processInstanceKey, elementId, count: 1 })
  }

  private createJob(element: ElementInstance, type: string) {
    this.tables.jobs.push({
      jobKey: this.newKey(),
      type,
      worker: '',
      state: 'CREATED',
      retries: 3,
      errorCode: null,
      errorMessage: null,
      deadline: null,
      creationTime: this.iso(),
      endTime: null,
      elementId: element.elementId,
      elementInstanceKey: element.elementInstanceKey,
      processInstanceKey: element.processInstanceKey,
    })
  }

  leave(element: ElementInstance, state: 'COMPLETED' | 'TERMINATED' = 'COMPLETED') {
    element.state = state
    element.hasIncident = false
    element.endDate = this.tick()
    element.endPosition = this.position++
    for (const job of this.tables.jobs) {
      if (job.elementInstanceKey !== element.elementInstanceKey) continue
      job.state = state === 'COMPLETED' ? 'COMPLETED' : 'CANCELED'
      job.endTime = this.iso()
      job.worker = 'shop-1'
    }
  }

  end(instance: ProcessInstance, state: 'COMPLETED' | 'TERMINATED') {
    instance.state = state
    instance.hasIncident = false
    instance.endDate = this.iso()
  }

  setVariable(scopeKey: string, processInstanceKey: string, name: string, value: string) {
    const there = this.tables.variables.find((it) => it.scopeKey === scopeKey && it.name === name)
    const variable: StoredVariable = there ?? {
      variableKey: this.newKey(),
      name,
      value,
      isTruncated: false,
      scopeKey,
      processInstanceKey,
      past: [],
    }
    if (!there) this.tables.variables.push(variable)
    variable.value = value
    variable.past.push({ position: this.position++, value })
  }

  fail(element: ElementInstance, errorType: string, errorMessage: string): Incident {
    const instance = this.instanceOf(element)
    const job = this.tables.jobs.find((it) => it.elementInstanceKey === element.elementInstanceKey)
    const incident: Incident = {
      incidentKey: this.newKey(),
      errorType,
      errorMessage,
      processDefinitionId: instance.processDefinitionId,
      processInstanceKey: element.processInstanceKey,
      elementId: element.elementId,
      elementInstanceKey: element.elementInstanceKey,
      jobKey: job?.jobKey ?? null,
      creationTime: this.iso(),
      state: 'ACTIVE',
    }
    if (job) Object.assign(job, { state: 'FAILED', retries: 0, errorMessage, worker: 'shop-1' })
    this.tables.incidents.push(incident)
    element.hasIncident = true
    element.incidentKey = incident.incidentKey
    instance.hasIncident = true
    return incident
  }

  instanceOf(element: ElementInstance): ProcessInstance {
    const found = this.instance(element.processInstanceKey)
    if (!found) throw new Error(`no instance ${element.processInstanceKey}`)
    return found
  }

  instance(key: string) {
    return this.tables.instances.find((it) => it.processInstanceKey === key)
  }

  elementsOf(instanceKey: string) {
    return this.tables.elements.filter((it) => it.processInstanceKey === instanceKey)
  }

  cancel(instance: ProcessInstance) {
    for (const element of this.elementsOf(instance.processInstanceKey)) {
      if (element.state === 'ACTIVE') this.leave(element, 'TERMINATED')
    }
    this.closeIncidents(instance)
    this.end(instance, 'TERMINATED')
  }

  closeIncidents(instance: ProcessInstance) {
    for (const incident of this.tables.incidents) {
      if (incident.processInstanceKey === instance.processInstanceKey) incident.state = 'RESOLVED'
    }
  }
}
