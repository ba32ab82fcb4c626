/** A node of a process that instances visit. */
export interface FlowNode {
  id: string
  name: string
}

const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL'
const NODES = /(Event|Task|Gateway|[sS]ubProcess|callActivity|task|transaction)$/
const NOT_NODES = /Definition$/

/** The elements of a BPMN file by name, also of one that holds no drawing. */
export function flowNodes(xml: string): FlowNode[] {
  const file = new DOMParser().parseFromString(xml, 'text/xml')
  return [...file.getElementsByTagNameNS(BPMN, '*')]
    .filter((it) => NODES.test(it.localName) && !NOT_NODES.test(it.localName))
    .flatMap((it) => {
      const id = it.getAttribute('id')
      return id === null ? [] : [{ id, name: it.getAttribute('name') || id }]
    })
}

/** A sequence flow and what it joins. */
export interface Flow {
  id: string
  source: string
  target: string
}

/** The sequence flows of a BPMN file. */
export function flows(xml: string): Flow[] {
  const file = new DOMParser().parseFromString(xml, 'text/xml')
  return [...file.getElementsByTagNameNS(BPMN, 'sequenceFlow')].map((it) => ({
    id: it.getAttribute('id') ?? '',
    source: it.getAttribute('sourceRef') ?? '',
    target: it.getAttribute('targetRef') ?? '',
  }))
}
