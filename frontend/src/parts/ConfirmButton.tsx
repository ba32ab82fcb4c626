import { Button, Group, Modal, Text, Tooltip, type ButtonProps } from '@mantine/core'
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
  variant?: ButtonProps['variant']
  onConfirm: () => void
}) {
  const t = useText()
  const [opened, { open, close }] = useDisclosure(false)
  const act = () => {
    close()
    props.onConfirm()
  }

  return (
    <>
      <Tooltip label={props.refusal} disabled={props.refusal === null} withArrow>
        <Button
          size="xs"
          variant={props.variant ?? 'default'}
          leftSection={<Icon name={props.icon} size={14} />}
          loading={props.busy}
          {...(props.refusal !== null && { 'data-disabled': true })}
          aria-disabled={props.refusal !== null}
          aria-description={props.refusal ?? undefined}
          onClick={props.refusal === null ? open : undefined}
        >
          {props.label}
        </Button>
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
