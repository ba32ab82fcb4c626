import { ActionIcon, Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core'
import type { ReactNode } from 'react'
import { LANGUAGES, useTexts, type Language } from '../i18n/text.tsx'
import { useSignOut } from '../parts/useSignOut.ts'
import { useUser } from '../parts/user.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'

const SCHEMES: readonly MantineColorScheme[] = ['light', 'dark', 'auto']
const LANGUAGE_NAMES: readonly Language[] = ['en', 'zh']

export function LanguageMenu() {
  const { t, language, choose } = useTexts()
  return (
    <Choice icon="globe" label={t('app.language')}>
      {LANGUAGE_NAMES.map((it) => (
        <Option
          key={it}
          value={it}
          chosen={it === language}
          onPick={() => choose(it)}
          label={<span lang={it}>{LANGUAGES[it]}</span>}
        />
      ))}
    </Choice>
  )
}

export function ThemeMenu() {
  const { t } = useTexts()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Choice icon={colorScheme === 'dark' ? 'moon' : 'sun'} label={t('app.theme')}>
      {SCHEMES.map((it) => (
        <Option
          key={it}
          value={it}
          chosen={it === colorScheme}
          onPick={() => setColorScheme(it)}
          label={t(`app.theme.${it}`)}
        />
      ))}
    </Choice>
  )
}

export function AccountMenu() {
  const { t } = useTexts()
  const user = useUser()
  const leave = useSignOut()

  return (
    <Choice icon="user" label={t('app.account', { name: user.displayName })}>
      <Menu.Label>
        {user.displayName} ({user.roles.join(', ')})
      </Menu.Label>
      <Menu.Item onClick={leave}>{t('app.signOut')}</Menu.Item>
    </Choice>
  )
}

function Choice(props: { icon: IconName; label: string; children: ReactNode }) {
  return (
    <Menu shadow="md" position="bottom-end" width={190}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={props.label} title={props.label}>
          <Icon name={props.icon} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{props.children}</Menu.Dropdown>
    </Menu>
  )
}

function Option(props: { value: string; chosen: boolean; onPick: () => void; label: ReactNode }) {
  return (
    <Menu.RadioItem
      value={props.value}
      checked={props.chosen}
      onChange={props.onPick}
      closeMenuOnClick
    >
      {props.label}
    </Menu.RadioItem>
  )
}
