import { Alert, Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { wholeVariable } from '../../api/queries.ts'
import type { Variable } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { Guarded } from '../../parts/Guarded.tsx'
import { jsonProblem, pretty } from '../../parts/json.ts'
import { told } from '../../parts/problems.tsx'

/** What the editor is open for; no variable means a new one. */
export interface Edited {
  variable: Variable | null
  readOnly: boolean
  /** Which opening of the editor this is. */
  opening: number
}

let openings = 0

/** Opens the editor once more. */
export const opened = (variable: Variable | null, readOnly: boolean): Edited => ({
  variable,
  readOnly,
  opening: ++openings,
})

interface Props {
  edited: Edited
  isSaving: boolean
  /** Why it could not be saved. */
  error: Error | null
  onClose: () => void
  onSave: (name: string, json: string) => void
}

/** A variable's whole value as JSON, fetched when the list had only part of it. */
export function VariableEditor(props: Props) {
  const t = useText()
  const { variable, readOnly } = props.edited
  const name = variable?.name ?? ''
  const title = readOnly ? 'variables.viewTitle' : 'variables.editTitle'

  return (
    <Modal
      opened
      onClose={props.onClose}
      title={variable ? t(title, { name }) : t('variables.addTitle')}
      size="xl"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {variable?.isTruncated ? (
        <Guarded name={variable.variableKey}>
          <Whole {...props} variable={variable} />
        </Guarded>
      ) : (
        <Editor {...props} name={name} value={variable?.value ?? ''} />
      )}
    </Modal>
  )
}

function Whole({ variable, ...props }: Props & { variable: Variable }) {
  const { data } = useSuspenseQuery(wholeVariable(variable.variableKey, props.edited.opening))
  return <Editor {...props} name={variable.name} value={data.value} />
}

function Editor(props: Props & { name: string; value: string }) {
  const t = useText()
  const { variable, readOnly } = props.edited
  const [name, setName] = useState(props.name)
  const [json, setJson] = useState(() => pretty(props.value))
  const [tried, setTried] = useState(false)
  const problem = jsonProblem(json)
  const nameMissing = name.trim() === ''
  const save = () => {
    setTried(true)
    if (problem === null && !nameMissing) props.onSave(name.trim(), json)
  }

  return (
    <Stack gap="sm">
      {variable === null && (
        <TextInput
          label={t('variables.name')}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={tried && nameMissing && t('variables.nameMissing')}
          data-autofocus
        />
      )}
      <Textarea
        label={t('variables.json')}
        autosize
        minRows={5}
        maxRows={22}
        spellCheck={false}
        readOnly={readOnly}
        value={json}
        onChange={({ currentTarget }) => setJson(currentTarget.value)}
        error={(tried || json !== '') && problem && t('variables.invalid', { problem })}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        data-autofocus={variable !== null || undefined}
      />
      {props.error && <Refused error={props.error} />}
      <Group justify="flex-end" gap="xs">
        {!readOnly && (
          <Button variant="subtle" mr="auto" onClick={() => setJson(pretty(json))}>
            {t('variables.format')}
          </Button>
        )}
        <Button variant="default" onClick={props.onClose}>
          {t(readOnly ? 'common.close' : 'common.cancel')}
        </Button>
        {!readOnly && (
          <Button onClick={save} loading={props.isSaving}>
            {t('common.save')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}

function Refused({ error }: { error: Error }) {
  const t = useText()
  const { title, hint } = told(error, t)
  return (
    <Alert color="red" role="alert" p="xs" title={`${t('problem.notDone')}: ${title}`}>
      {hint}
    </Alert>
  )
}
