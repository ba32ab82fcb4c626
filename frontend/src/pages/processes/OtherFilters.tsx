import { Checkbox, TextInput } from '@mantine/core'
import { useText } from '../../i18n/text.tsx'
import { SlowInput } from '../../parts/SlowInput.tsx'
import { isKey, MAX_KEYS, wantedKey, wantedKeys } from '../../shell/search.ts'
import { isJson } from './filter.ts'
import { route, useRefine } from './route.ts'

/** Filters that somebody types; what cannot be read is said, and finds nothing. */
export function OtherFilters() {
  const t = useText()
  const search = route.useSearch()
  const { keys } = search
  const refine = useRefine()
  const some = (text: string) => text.trim() || undefined

  return (
    <>
      <SlowInput
        label={t('processes.key')}
        placeholder={t('processes.key.hint')}
        value={typeof keys === 'string' ? keys : (keys?.join(' ') ?? '')}
        error={typeof keys === 'string' && t('processes.keys.invalid', { count: MAX_KEYS })}
        onSettle={(it) => refine({ keys: wantedKeys(it) })}
      />
      <SlowInput
        label={t('processes.parent')}
        value={search.parent ?? ''}
        error={search.parent && !isKey(search.parent) && t('processes.key.invalid')}
        onSettle={(it) => refine({ parent: wantedKey(it) })}
      />
      <SlowInput
        label={t('processes.batch')}
        value={search.batch ?? ''}
        error={search.batch && !isKey(search.batch) && t('processes.key.invalid')}
        onSettle={(it) => refine({ batch: wantedKey(it) })}
      />
      <SlowInput
        label={t('processes.error')}
        value={search.error ?? ''}
        onSettle={(it) => refine({ error: some(it) })}
      />
      <SlowInput
        label={`${t('processes.variable')}: ${t('processes.variable.name')}`}
        value={search.variable ?? ''}
        onSettle={(it) => refine({ variable: some(it) })}
      />
      {search.variable !== undefined && (
        <SlowInput
          label={`${t('processes.variable')}: ${t('processes.variable.value')}`}
          placeholder={t('processes.variable.valueHint')}
          value={search.value ?? ''}
          error={search.value && !isJson(search.value) && t('processes.variable.invalid')}
          onSettle={(it) => refine({ value: some(it) })}
        />
      )}
      <Checkbox
        size="xs"
        label={t('processes.retriesLeft')}
        checked={search.retries === 'left'}
        onChange={({ currentTarget }) =>
          refine({ retries: currentTarget.checked ? 'left' : undefined })
        }
      />
      <Moment label={t('processes.from')} value={search.from} onSet={(from) => refine({ from })} />
      <Moment label={t('processes.to')} value={search.to} onSet={(to) => refine({ to })} />
    </>
  )
}

function Moment(props: {
  label: string
  value: string | undefined
  onSet: (value: string | undefined) => void
}) {
  return (
    <TextInput
      size="xs"
      type="datetime-local"
      label={props.label}
      value={props.value === undefined ? '' : localTime(props.value)}
      onChange={({ currentTarget }) => {
        const at = new Date(currentTarget.value)
        props.onSet(Number.isNaN(at.getTime()) ? undefined : at.toISOString())
      }}
    />
  )
}

/** An instant as the browser's date field wants it: local, without a zone. */
function localTime(iso: string): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return ''
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
