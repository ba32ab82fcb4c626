import { ActionIcon, Button, Group, Modal, Text, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useText } from '../i18n/text.tsx'
import { Icon, type IconName } from '../ui/Icon.tsx'

/** A button that asks before it acts. Where it may not, it says why. */
export function ConfirmButton(props: {
  icon: IconName
  label: string
  title: string
  text: string
  confirm: string
  /** Why it may not be pressed. */
  refusal: string | null
  danger?: boolean
  busy: boolean
  /** Only the icon, as in a row of a table. */
  compact?: boolean
  onConfirm: () => void
}) {
  const t = useText()
  const [opened, { open, close }] = useDisclosure(false)
  const act = () => {
    close()
    props.onConfirm()
  }
  const target = {
    variant: props.compact ? 'subtle' : 'default',
    color: 'gray',
    'aria-disabled': props.refusal !== null,
    ...(props.refusal !== null && { 'data-disabled': true, 'aria-description': props.refusal }),
    ...(props.refusal === null && { onClick: open }),
  }

  return (
    <>
      <Tooltip label={props.refusal ?? props.label} disabled={!props.compact && !props.refusal}>
        {props.compact ? (
          <ActionIcon size="sm" aria-label={props.label} loading={props.busy} {...target}>
            <Icon name={props.icon} size={14} />
          </ActionIcon>
        ) : (
          <Button
            size="xs"
            leftSection={<Icon name={props.icon} size={14} />}
            loading={props.busy}
            {...target}
          >
            {props.label}
          </Button>
        )}
      </Tooltip>
      <Modal
        opened={opened}
        onClose={close}
        title={props.title}
        closeButtonProps={{ 'aria-label': t('common.close') }}
        centered
      >
        <Text size="sm">{props.text}</Text>
        <Group justify="flex-end" gap="xs" mt="md">
          <Button variant="default" onClick={close} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button {...(props.danger && { color: 'red.8' })} onClick={act}>
            {props.confirm}
          </Button>
        </Group>
      </Modal>
    </>
  )
}
