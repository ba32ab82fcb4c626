import { Alert, Button, Divider, Paper, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import type { SubmitEvent } from 'react'
import { Problem } from '../api/http.ts'
import { signIn } from '../api/operations.ts'
import { signInWays } from '../api/queries.ts'
import { useText, type Say } from '../i18n/text.tsx'
import { told } from '../parts/problems.tsx'
import { Logo } from '../ui/Logo.tsx'
import classes from './SignInPage.module.css'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const t = useText()
  const { failed } = route.useSearch()
  const { data: ways } = useSuspenseQuery(signInWays())

  return (
    <main className={classes.page}>
      <Paper className={classes.card} withBorder p="xl" radius="md">
        <Logo size={40} />
        <h1 className={classes.title}>{t('app.name')}</h1>
        <p className={classes.subtitle}>{t('signIn.subtitle')}</p>
        {failed && (
          <Alert color="red" role="alert" p="xs" mb="md">
            {t('signIn.failedElsewhere')}
          </Alert>
        )}
        {ways.form && <PasswordForm />}
        {ways.form && ways.oidc.length > 0 && <Divider label={t('signIn.or')} my="md" />}
        <Stack gap="xs">
          {ways.oidc.map((way) => (
            <Button key={way.id} component="a" href={way.url} variant="default" fullWidth>
              {t('signIn.with', { name: way.name })}
            </Button>
          ))}
        </Stack>
        {ways.demoUser && (
          <Alert role="note" variant="light" mt="md" p="xs">
            {t('signIn.demo')}
          </Alert>
        )}
      </Paper>
    </main>
  )
}

function PasswordForm() {
  const t = useText()
  const client = useQueryClient()
  const router = useRouter()
  const { to = '/' } = route.useSearch()
  const enter = useMutation({
    mutationFn: (form: FormData) => signIn(entry(form, 'username'), entry(form, 'password')),
    onSuccess: async () => {
      client.removeQueries({ queryKey: ['me'] })
      await router.invalidate()
      router.history.push(to)
    },
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    enter.mutate(new FormData(event.currentTarget))
  }

  return (
    <form onSubmit={submit} aria-label={t('signIn.title')}>
      <Stack gap="sm">
        {enter.error && (
          <Alert color="red" role="alert" p="xs">
            {refusal(enter.error, t)}
          </Alert>
        )}
        <TextInput
          name="username"
          label={t('signIn.username')}
          autoComplete="username"
          required
          withAsterisk={false}
          autoFocus
        />
        <PasswordInput
          name="password"
          label={t('signIn.password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
        />
        <Button type="submit" fullWidth loading={enter.isPending} mt={4}>
          {t('signIn.button')}
        </Button>
      </Stack>
    </form>
  )
}

function refusal(error: Error, t: Say): string {
  if (!(error instanceof Problem)) return error.message
  if (error.status === 401) return t('signIn.failed')
  if (error.status === 429) return t('signIn.tooMany')
  return told(error, t).title
}

function entry(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
