import { groupBy } from '../ui/groups.ts'
import type { Badge } from './ProcessDiagram.tsx'

/** The parts of bpmn-js that we use; it has no types of its own for them. */
interface Canvas {
  zoom: (to: number | 'fit-viewport', center?: 'auto') => number
  viewbox: () => { scale: number; inner: { width: number } }
  resized: () => void
  addMarker: (id: string, marker: string) => void
  removeMarker: (id: string, marker: string) => void
}
interface Overlays {
  add: (id: string, type: string, overlay: object) => string
  remove: (filter: { type: string }) => void
}
interface Registry {
  get: (id: string) => { type: string; businessObject?: { name?: string } } | undefined
}
interface EventBus {
  on: (event: string, callback: (event: ElementEvent) => void) => void
  off: (event: string, callback: (event: ElementEvent) => void) => void
}
interface ElementEvent {
  element: { id: string; type: string; labelTarget?: { id: string } }
}

const BADGES = 'badges'
const ZOOM_STEP = 1.25
/** How much of the place a fitted drawing fills. */
const MARGIN = 0.9
/** Badges stand where they hide neither a label nor an event on the edge of a task. */
const ABOVE = { top: -12, left: -8 }
const BELOW = { bottom: 12, left: -14 }
const BOUNDARY = 'bpmn:BoundaryEvent'
const CONTAINERS = new Set(['bpmn:Process', 'bpmn:Collaboration', 'bpmn:Participant'])

/** A process that is drawn somewhere on the page. */
export type Drawing = Awaited<ReturnType<typeof openDrawing>>

/** Draws a BPMN file; fails when it holds no drawing. */
export async function openDrawing(place: HTMLElement, xml: string) {
  const { default: Viewer } = await import('bpmn-js/lib/NavigatedViewer')
  const viewer = new Viewer({
    container: place,
    bpmnRenderer: {
      defaultFillColor: 'var(--diagram-fill)',
      defaultStrokeColor: 'var(--diagram-line)',
      defaultLabelColor: 'var(--diagram-text)',
    },
  })
  try {
    await viewer.importXML(xml)
  } catch (error) {
    viewer.destroy()
    throw error
  }
  const canvas = viewer.get<Canvas>('canvas')
  const overlays = viewer.get<Overlays>('overlays')
  const registry = viewer.get<Registry>('elementRegistry')
  const bus = viewer.get<EventBus>('eventBus')
  const fit = () => {
    if (place.clientWidth === 0 || place.clientHeight === 0) return
    canvas.resized()
    canvas.zoom('fit-viewport', 'auto')
    canvas.zoom(Math.min(1, canvas.viewbox().scale * MARGIN), 'auto')
  }
  const watcher = new ResizeObserver(fit)
  watcher.observe(place)

  return {
    fit,
    zoom: (direction: 1 | -1) =>
      canvas.zoom(canvas.viewbox().scale * ZOOM_STEP ** direction, 'auto'),
    nameOf: (id: string) => registry.get(id)?.businessObject?.name,
    showBadges: (badges: Badge[]) => {
      overlays.remove({ type: BADGES })
      const known = badges.filter((badge) => registry.get(badge.elementId))
      for (const [id, group] of groupBy(known, (badge) => badge.elementId)) {
        overlays.add(id, BADGES, {
          position: registry.get(id)?.type === BOUNDARY ? BELOW : ABOVE,
          html: badgesOf(group),
          scale: { min: 0.8, max: 1.1 },
        })
      }
    },
    mark: (marker: string, ids: string[]) => {
      const known = ids.filter((id) => registry.get(id))
      known.forEach((id) => canvas.addMarker(id, marker))
      return () => known.forEach((id) => canvas.removeMarker(id, marker))
    },
    onClick: (select: (id: string | undefined) => void) => {
      const clicked = ({ element }: ElementEvent) =>
        select(CONTAINERS.has(element.type) ? undefined : (element.labelTarget?.id ?? element.id))
      bus.on('element.click', clicked)
      return () => bus.off('element.click', clicked)
    },
    close: () => {
      watcher.disconnect()
      viewer.destroy()
    },
  }
}

function badgesOf(badges: Badge[]): HTMLElement {
  const row = document.createElement('div')
  row.className = 'diagram-badges'
  for (const badge of badges) {
    const chip = document.createElement('span')
    chip.className = `diagram-badge is-${badge.kind}`
    chip.textContent = compact(badge.count)
    chip.title = badge.text
    chip.dataset.element = badge.elementId
    row.append(chip)
  }
  return row
}

/** At most four characters: 950, 1.2K, 98K, 3.1M. */
export const compact = (count: number) =>
  new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 }).format(count)
