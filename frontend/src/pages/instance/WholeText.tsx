import { Button, CopyButton, Group, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useText } from '../../i18n/text.tsx'
import classes from './DetailTabs.module.css'

/** A text that is cut in its place and opens whole: a message with its stack. */
export function WholeText({ title, text }: { title: string; text: string }) {
  const t = useText()
  const [opened, { open, close }] = useDisclosure(false)

  if (text === '') return <>{t('common.none')}</>
  return (
    <>
      <button
        type="button"
        className={classes.textButton}
        onClick={open}
        title={text.slice(0, 300)}
      >
        {text}
      </button>
      <Modal
        opened={opened}
        onClose={close}
        title={title}
        size="xl"
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <pre className={`${classes.whole} mono`} tabIndex={0}>
          {text}
        </pre>
        <Group justify="flex-end" mt="sm">
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <Button size="xs" variant="default" onClick={copy}>
                {copied ? t('common.copied') : t('common.copy')}
              </Button>
            )}
          </CopyButton>
        </Group>
      </Modal>
    </>
  )
}
