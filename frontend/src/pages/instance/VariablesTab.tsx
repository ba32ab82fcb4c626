import { ActionIcon, Button, Loader } from '@mantine/core'
import { useState } from 'react'
import { scopeCan } from '../../api/can.ts'
import { setVariable } from '../../api/operations.ts'
import { variables } from '../../api/queries.ts'
import type { ProcessInstance, Variable } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { compactJson } from '../../parts/json.ts'
import { KeysetTable, type Column } from '../../parts/KeysetTable.tsx'
import { SlowInput } from '../../parts/SlowInput.tsx'
import { useOperation } from '../../parts/useOperation.ts'
import { useUser } from '../../parts/user.ts'
import { Waiting } from '../../parts/Waiting.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Notice } from '../../ui/Notice.tsx'
import classes from './DetailTabs.module.css'
import { route, useRefine } from './route.ts'
import { useScope, type Scope } from './useScope.ts'
import { VariableEditor, type Edited } from './VariableEditor.tsx'

/** The variables of the chosen scope, to be looked at and mended. */
export function VariablesTab({ instance }: { instance: ProcessInstance }) {
  const scope = useScope(instance)
  return scope ? <OfScope key={scope.key} scope={scope} /> : <Waiting />
}

function OfScope({ scope }: { scope: Scope }) {
  const t = useText()
  const user = useUser()
  const { find = '' } = route.useSearch()
  const refine = useRefine()
  const [edited, setEdited] = useState<Edited | null>(null)
  const save = useOperation(
    ({ name, json }: { name: string; json: string }) => setVariable(scope.key, name, json),
    (_, { name }) => ({ title: t('variables.saved', { name }) }),
  )
  const refused = scopeCan.changeVariables(user, scope)
  const isPending = ({ name, value, isTruncated }: Variable) =>
    save.variables?.name === name &&
    (save.isPending ||
      (save.isSuccess && !isTruncated && compactJson(value) !== compactJson(save.variables.json)))

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
          onClick={() => setEdited({ variable: null, readOnly: false })}
        >
          {t('variables.add')}
        </Button>
      </div>
      <KeysetTable
        label={t('tab.variables')}
        list={variables(scope.key, find)}
        columns={useColumns(refused !== null, isPending, setEdited)}
        rowKey={(it) => it.variableKey}
        empty={
          <Notice icon="empty" title={t('variables.empty')} hint={t('variables.empty.hint')} />
        }
      />
      {edited && (
        <VariableEditor
          edited={edited}
          onClose={() => setEdited(null)}
          onSave={(name, json) => {
            setEdited(null)
            save.mutate({ name, json })
          }}
        />
      )}
    </>
  )
}

function useColumns(
  readOnly: boolean,
  isPending: (variable: Variable) => boolean,
  open: (edited: Edited) => void,
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
              onClick={() => open({ variable: it, readOnly })}
            >
              <Icon name={readOnly ? 'view' : 'edit'} size={14} />
            </ActionIcon>
          )}
        </span>
      ),
    },
  ]
}
