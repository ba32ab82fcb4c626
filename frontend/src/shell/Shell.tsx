import { Group } from '@mantine/core'
import { Link, Outlet, useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useText } from '../i18n/text.tsx'
import { LiveProvider } from '../parts/live.tsx'
import { useUser } from '../parts/user.ts'
import { Icon } from '../ui/Icon.tsx'
import { Logo } from '../ui/Logo.tsx'
import { AccountMenu, LanguageMenu, ThemeMenu } from './menus.tsx'
import { LiveMark } from './LiveMark.tsx'
import classes from './Shell.module.css'

const PAGES = [
  { to: '/', text: 'nav.dashboard', icon: 'dashboard', exact: true },
  { to: '/processes', text: 'nav.processes', icon: 'process', exact: false },
  { to: '/batch-operations', text: 'nav.batches', icon: 'batch', exact: false },
  { to: '/audit-log', text: 'nav.audit', icon: 'audit', exact: false },
] as const

/** What is around every page once somebody has signed in. */
export function Shell() {
  const t = useText()
  const router = useRouter()
  const { canAdminister } = useUser()
  const pages = PAGES.filter((it) => canAdminister || it.to !== '/audit-log')
  const reload = useCallback(() => void router.invalidate(), [router])

  return (
    <LiveProvider onBack={reload}>
      <div className={classes.shell}>
        <a className={`${classes.skip} sr-only`} href="#content">
          {t('app.skip')}
        </a>
        <header className={classes.header}>
          <Link to="/" className={classes.brand}>
            <Logo />
            {t('app.name')}
          </Link>
          <nav aria-label={t('app.navigation')} className={classes.nav}>
            {pages.map((page) => (
              <Link
                key={page.to}
                to={page.to}
                activeOptions={{ exact: page.exact, includeSearch: false }}
                className={classes.link}
              >
                <Icon name={page.icon} />
                {t(page.text)}
              </Link>
            ))}
          </nav>
          <Group gap={4} ml="auto" wrap="nowrap">
            <LiveMark />
            <LanguageMenu />
            <ThemeMenu />
            <AccountMenu />
          </Group>
        </header>
        <main id="content" className={classes.main} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </LiveProvider>
  )
}
