import { ActionIcon, Button, Loader } from '@mantine/core'
import { useState } from 'react'
import { scopeCan } from '../../api/can.ts'
import { setVariable } from '../../api/operations.ts'
import { variables } from '../../api/queries.ts'
import type { ProcessInstance, Variable } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { KeysetTable, type Column } from '../../parts/KeysetTable.tsx'
import { SlowInput } from '../../parts/SlowInput.tsx'
import { useOperation } from '../../parts/useOperation.ts'
import { ProblemNotice } from '../../parts/problems.tsx'
import { useUser } from '../../parts/user.ts'
import { Waiting } from '../../parts/Waiting.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Notice } from '../../ui/Notice.tsx'
import classes from './DetailTabs.module.css'
import { route, useRefine } from './route.ts'
import { useScope, type Scope } from './useScope.ts'
import { opened, VariableEditor, type Edited } from './VariableEditor.tsx'

/** The variables of the chosen scope, to be looked at and mended. */
export function VariablesTab({ instance }: { instance: ProcessInstance }) {
  const t = useText()
  const { scope, error, retry } = useScope(instance)

  if (scope) return <OfScope key={scope.key} scope={scope} />
  if (error) return <ProblemNotice error={error} retry={retry} />
  if (scope === undefined) return <Waiting />
  return (
    <Notice icon="empty" title={t('variables.unvisited')} hint={t('variables.unvisited.hint')} />
  )
}

interface Change {
  name: string
  json: string
  /** The opening of the editor that it comes from. */
  edited: Edited
}

function OfScope({ scope }: { scope: Scope }) {
  const t = useText()
  const user = useUser()
  const { find = '' } = route.useSearch()
  const refine = useRefine()
  const [edited, setEdited] = useState<Edited | null>(null)
  const save = useOperation(
    ({ name, json }: Change) => setVariable(scope.key, name, json),
    (_, { name, edited: saved }) => {
      setEdited((now) => (now === saved ? null : now))
      return { title: t('variables.saved', { name }) }
    },
  )
  const open = (variable: Variable | null, readOnly: boolean) =>
    setEdited(opened(variable, readOnly))
  const refused = scopeCan.changeVariables(user, scope)
  const isPending = ({ name }: Variable) => save.isPending && save.variables.name === name
  const isOfThis = edited !== null && save.variables?.edited === edited

  return (
    <>
      <div className={classes.bar}>
        <span className={classes.scope}>
          {scope.name ? t('variables.scope', { name: scope.name }) : t('variables.scope.instance')}
        </span>
        <SlowInput
          aria-label={t('variables.search')}
          placeholder={t('variables.search')}
          leftSection={<Icon name="search" size={13} />}
          value={find}
          onSettle={(text) => refine({ find: text.trim() || undefined })}
        />
        <Button
          size="xs"
          variant="default"
          leftSection={<Icon name="plus" size={13} />}
          disabled={refused !== null}
          title={refused ? t(refused) : undefined}
          onClick={() => open(null, false)}
        >
          {t('variables.add')}
        </Button>
      </div>
      <KeysetTable
        label={t('tab.variables')}
        list={variables(scope.key, find)}
        columns={useColumns(refused !== null, isPending, open)}
        rowKey={(it) => it.variableKey}
        empty={
          <Notice icon="empty" title={t('variables.empty')} hint={t('variables.empty.hint')} />
        }
      />
      {edited && (
        <VariableEditor
          edited={edited}
          isSaving={isOfThis && save.isPending}
          error={isOfThis ? save.error : null}
          onClose={() => setEdited(null)}
          onSave={(name, json) => save.mutate({ name, json, edited })}
        />
      )}
    </>
  )
}

function useColumns(
  readOnly: boolean,
  isPending: (variable: Variable) => boolean,
  open: (variable: Variable, readOnly: boolean) => void,
): Column<Variable>[] {
  const t = useText()
  return [
    { id: 'name', width: '30%', header: t('variables.name'), cell: (it) => it.name },
    {
      id: 'value',
      header: t('variables.value'),
      cell: (it) => (
        <span className="mono" title={it.isTruncated ? t('variables.truncated') : undefined}>
          {it.value}
          {it.isTruncated && '…'}
        </span>
      ),
    },
    {
      id: 'action',
      width: '60px',
      header: (
        <span className="sr-only">{t(readOnly ? 'common.showAll' : 'variables.editTitle')}</span>
      ),
      cell: (it) => (
        <span className={classes.rowEnd}>
          {isPending(it) ? (
            <Loader size={14} aria-label={t('instance.working')} />
          ) : (
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={t(readOnly ? 'variables.view' : 'variables.edit', { name: it.name })}
              onClick={() => open(it, readOnly)}
            >
              <Icon name={readOnly ? 'view' : 'edit'} size={14} />
            </ActionIcon>
          )}
        </span>
      ),
    },
  ]
}
