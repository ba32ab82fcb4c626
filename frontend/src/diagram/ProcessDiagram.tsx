import { useEffect, useState, type ReactNode } from 'react'
import type { IconName } from '../ui/Icon.tsx'
import { groupBy } from '../ui/groups.ts'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import './diagram.css'
import { openDrawing, type Drawing } from './drawing.ts'

/** A count at an element. */
export interface Badge {
  elementId: string
  kind: 'active' | 'incidents' | 'completed' | 'canceled'
  count: number
  /** The count in words. */
  text: string
}

export interface DiagramWords {
  label: string
  zoomIn: string
  zoomOut: string
  fit: string
  download: string
  none: string
  noneHint: string
  list: string
}

interface Props {
  xml: string
  badges: Badge[]
  /** Ids of the flows that were taken. */
  taken?: string[]
  selected?: string | undefined
  onSelect: (elementId: string | undefined) => void
  words: DiagramWords
  /** What lies over the drawing, such as a legend. */
  children?: ReactNode
}

/** A process as a picture: counts at its elements, the path that was taken, one element chosen. */
export function ProcessDiagram(props: Props) {
  const { xml, badges, taken, selected, onSelect, words } = props
  const [place, setPlace] = useState<HTMLDivElement | null>(null)
  const [drawing, setDrawing] = useState<Drawing | 'none' | null>(null)
  const drawn = drawing === 'none' ? null : drawing

  useEffect(() => {
    if (!place) return
    const opening = openDrawing(place, xml)
    let wanted = true
    void opening.then(
      (opened) => wanted && setDrawing(opened),
      () => wanted && setDrawing('none'),
    )
    return () => {
      wanted = false
      setDrawing(null)
      void opening.then(
        (opened) => opened.close(),
        () => undefined,
      )
    }
  }, [place, xml])

  useEffect(() => drawn?.onClick(onSelect), [drawn, onSelect])
  useEffect(() => drawn?.showBadges(badges), [drawn, badges])
  useEffect(() => drawn?.mark('is-taken', taken ?? []), [drawn, taken])
  useEffect(() => drawn?.mark('is-selected', selected ? [selected] : []), [drawn, selected])

  return (
    <div className="diagram" role="group" aria-label={words.label}>
      <div className="diagram-place" ref={setPlace} hidden={drawing === 'none'} />
      {drawing === 'none' && <Notice icon="process" title={words.none} hint={words.noneHint} />}
      {drawn && <Controls drawing={drawn} xml={xml} words={words} />}
      {drawn && props.children}
      <BadgeList badges={badges} drawn={drawn} selected={selected} {...{ onSelect, words }} />
    </div>
  )
}

function Controls({ drawing, xml, words }: { drawing: Drawing; xml: string; words: DiagramWords }) {
  const save = () => {
    const url = URL.createObjectURL(new Blob([xml], { type: 'text/xml' }))
    const link = document.createElement('a')
    link.href = url
    link.download = 'process.bpmn'
    link.click()
    URL.revokeObjectURL(url)
  }

  return (
    <div className="diagram-controls">
      <Control icon="plus" label={words.zoomIn} onClick={() => drawing.zoom(1)} />
      <Control icon="minus" label={words.zoomOut} onClick={() => drawing.zoom(-1)} />
      <Control icon="fit" label={words.fit} onClick={() => drawing.fit()} />
      <Control icon="download" label={words.download} onClick={save} />
    </div>
  )
}

function Control(props: { icon: IconName; label: string; onClick: () => void }) {
  return (
    <button type="button" aria-label={props.label} title={props.label} onClick={props.onClick}>
      <Icon name={props.icon} size={14} />
    </button>
  )
}

/** The same counts as buttons, for keyboards and screen readers. */
function BadgeList(props: {
  badges: Badge[]
  drawn: Drawing | null
  selected: string | undefined
  onSelect: Props['onSelect']
  words: DiagramWords
}) {
  const elements = groupBy(props.badges, (badge) => badge.elementId)

  return (
    <ul className="diagram-list sr-only" aria-label={props.words.list}>
      {[...elements].map(([id, badges]) => (
        <li key={id}>
          <button
            type="button"
            aria-pressed={id === props.selected}
            onClick={() => props.onSelect(id === props.selected ? undefined : id)}
          >
            {props.drawn?.nameOf(id) ?? id}: {badges.map((badge) => badge.text).join(', ')}
          </button>
        </li>
      ))}
    </ul>
  )
}
