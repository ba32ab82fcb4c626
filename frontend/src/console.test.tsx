// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { openConsole } from './testing/console.tsx'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const signIn = async (username: string, password: string) => {
  await userEvent.type(await screen.findByLabelText('User name'), username)
  await userEvent.type(screen.getByLabelText('Password'), password)
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
}

describe('signing in', () => {
  it('comes first, and leads back to where somebody wanted to go', async () => {
    const { router } = openConsole('/batch-operations')

    await signIn('demo', 'demo')

    expect(await screen.findByText('No batch operation yet')).toBeTruthy()
    expect(router.state.location.pathname).toBe('/batch-operations')
  })

  it('says when the password is wrong', async () => {
    openConsole('/')

    await signIn('demo', 'guess')

    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('User name or password is wrong')
  })

  it('says when it has failed elsewhere', async () => {
    const { router } = openConsole('/?sign-in=failed')

    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('Single sign-on did not work')
    await signIn('demo', 'demo')

    await screen.findByText('Running instances')
    expect(router.state.location.href).toBe('/')
  })

  it('does not lead to another site', async () => {
    const { router } = openConsole('/sign-in?to=//evil.example')

    await signIn('demo', 'demo')

    await screen.findByText('Running instances')
    expect(router.state.location.pathname).toBe('/')
  })
})

describe('a page that cannot be shown', () => {
  it.each([
    ['403', 'You may not see this'],
    ['404', 'Not found'],
    ['500', 'Something went wrong'],
    ['503', 'The platform is busy'],
  ])('says so: %s', async (key, title) => {
    openConsole(`/instances/${key}`, 'demo')

    expect(await screen.findByText(title)).toBeTruthy()
  })

  it('says so when there is no such page', async () => {
    openConsole('/nowhere', 'demo')

    expect(await screen.findByText('There is no such page.')).toBeTruthy()
  })
})

describe('a page that could not be shown', () => {
  it.each([
    ['/processes', '/v2/process-definitions/search', 'Process instances'],
    ['/batch-operations', '/v2/authentication/me', 'No batch operation yet'],
  ])('appears when it is tried again: %s', async (address, refused, shown) => {
    const { recover } = openConsole(address, 'demo', refused)
    const again = await screen.findByRole('button', { name: 'Try again' })

    recover()
    await userEvent.click(again)

    expect(await screen.findByText(shown)).toBeTruthy()
  })

  it('lets somebody leave who has no role', async () => {
    const { router } = openConsole('/', 'stranger')
    expect(await screen.findByText('You may not see this')).toBeTruthy()

    await userEvent.click(screen.getByRole('button', { name: 'Sign out' }))

    expect(await screen.findByLabelText('User name')).toBeTruthy()
    expect(router.state.location.pathname).toBe('/sign-in')
  })
})

describe('the dashboard', () => {
  it('groups incidents by cause and leads to them', async () => {
    openConsole('/', 'demo')

    const cause = await screen.findByRole('link', { name: /not the number of a card/ })

    expect(cause.getAttribute('href')).toMatch(/^\/processes\?.*states=incident/)
    expect(cause.getAttribute('href')).toMatch(/cause=-?\d+/)
  })

  it('leads to the instances behind a message that is too long to be shown whole', async () => {
    openConsole('/', 'demo')
    const cause = await screen.findByRole('link', { name: /Could not reach the carrier/ })
    const count = /(\d+) instances/.exec(cause.textContent)?.[1] ?? '?'

    await userEvent.click(cause)

    expect(await screen.findByText(`${count} in all`)).toBeTruthy()
    expect(screen.getByText('Could not reach the carrier')).toBeTruthy()

    // And also while the causes cannot be read.
    const address = cause.getAttribute('href') ?? ''
    cleanup()
    openConsole(address, 'demo', '/v2/incidents/statistics/process-instances-by-error')
    expect(await screen.findByText(`${count} in all`)).toBeTruthy()
    expect(screen.getByText('Incidents with one cause')).toBeTruthy()
  })

  it('shows what is unwell', async () => {
    openConsole('/', 'demo')

    expect(await screen.findByText('Exporters')).toBeTruthy()
    expect(screen.getByText(/18204 records .* behind: connection refused/)).toBeTruthy()
    expect(screen.queryByText('ping')).toBeNull()
  })

  it('shows what is unwell also while the read model does not answer', async () => {
    openConsole('/', 'demo', '/v2/dashboard')

    expect(await screen.findByText(/18204 records .* behind/)).toBeTruthy()
    expect(await screen.findByText('The platform is busy')).toBeTruthy()
  })
})

describe('a batch over all that match', () => {
  it.each(['variable=orderId&value=A17', 'keys=none', 'parent=1+2'])(
    'is refused while a filter cannot be read: %s',
    async (filter) => {
      openConsole(`/processes?${filter}&process=order&selected=all`, 'demo')

      expect(await screen.findByText('No instance matches')).toBeTruthy()
      const cancel = screen.getByRole('button', { name: 'Cancel' })
      expect(cancel.getAttribute('aria-description')).toMatch(/A filter cannot be read/)
      expect(document.querySelectorAll('input[aria-invalid=true]')).toHaveLength(1)
    },
  )

  it('says how many that are', async () => {
    openConsole('/processes?process=order&selected=all', 'demo')
    const count = (await screen.findByText(/^\d+ in all$/)).textContent

    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))

    const dialog = await screen.findByRole('dialog')
    expect(dialog.textContent).toContain(`all instances that match the filters (${count})`)
  })
})

describe('a viewer', () => {
  it('is told why an operation is off', async () => {
    const { api } = openConsole('/sign-in', 'viewer')
    const key = api.world.tables.instances.find((it) => it.hasIncident)?.processInstanceKey ?? ''
    cleanup()
    openConsole(`/instances/${key}`, 'viewer')

    const cancel = await screen.findByRole('button', { name: 'Cancel' })

    expect(cancel.getAttribute('aria-disabled')).toBe('true')
    expect(cancel.getAttribute('aria-description')).toBe('This needs the role operator')
  })
})
