import classes from './DetailTabs.module.css'
import { useRefine } from './route.ts'

/** Chooses the visit to an element that something belongs to. */
export function ElementButton(props: {
  of: { elementId: string; elementInstanceKey: string | null }
}) {
  const refine = useRefine()
  const { elementId, elementInstanceKey } = props.of
  return (
    <button
      type="button"
      className={`${classes.textButton} link`}
      onClick={() => refine({ element: elementId, scope: elementInstanceKey ?? undefined })}
    >
      {elementId}
    </button>
  )
}
