import { Notifications } from '@mantine/notifications'
import { QueryCache, QueryClient, type QueryKey, type UseQueryOptions } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { Problem } from './api/http.ts'
import { health } from './api/health.ts'
import * as queries from './api/queries.ts'
import { MissingPage, PageProblem } from './parts/problems.tsx'
import { Waiting } from './parts/Waiting.tsx'
import * as search from './shell/page-search.ts'
import { parseSearch, stringifySearch } from './shell/search.ts'
import { Shell } from './shell/Shell.tsx'
import { ShellProblem } from './shell/ShellProblem.tsx'

const MAX_NOTIFICATIONS = 4

/** The table of contents: every page, what its address may say, and what it fetches first. */

const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Root,
  notFoundComponent: MissingPage,
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: search.signIn,
  loader: ({ context }) => there(context.client, queries.signInWays()),
  component: lazyRouteComponent(() => import('./pages/SignInPage.tsx'), 'SignInPage'),
})

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  errorComponent: ShellProblem,
  beforeLoad: async ({ context, location }) => {
    try {
      return { user: await there(context.client, queries.me()) }
    } catch (error) {
      if (!(error instanceof Problem && error.status === 401)) throw error
      throw redirect({ to: '/sign-in', search: search.signInFrom(location) })
    }
  },
})

const dashboard = createRoute({
  getParentRoute: () => shell,
  path: '/',
  validateSearch: search.dashboard,
  loader: ({ context }) => there(context.client, health()),
  component: lazyRouteComponent(
    () => import('./pages/dashboard/DashboardPage.tsx'),
    'DashboardPage',
  ),
})

const processes = createRoute({
  getParentRoute: () => shell,
  path: '/processes',
  validateSearch: search.processes,
  loader: ({ context }) => there(context.client, queries.definitions()),
  component: lazyRouteComponent(
    () => import('./pages/processes/ProcessesPage.tsx'),
    'ProcessesPage',
  ),
})

const instance = createRoute({
  getParentRoute: () => shell,
  path: '/instances/$key',
  validateSearch: search.instance,
  loader: ({ context, params }) => there(context.client, queries.instance(params.key)),
  component: lazyRouteComponent(() => import('./pages/instance/InstancePage.tsx'), 'InstancePage'),
})

const batches = createRoute({
  getParentRoute: () => shell,
  path: '/batch-operations',
  component: lazyRouteComponent(() => import('./pages/batches/BatchesPage.tsx'), 'BatchesPage'),
})

const batch = createRoute({
  getParentRoute: () => shell,
  path: '/batch-operations/$key',
  validateSearch: search.batch,
  loader: ({ context, params }) => there(context.client, queries.batchOperation(params.key)),
  component: lazyRouteComponent(() => import('./pages/batches/BatchPage.tsx'), 'BatchPage'),
})

const audit = createRoute({
  getParentRoute: () => shell,
  path: '/audit-log',
  validateSearch: search.audit,
  component: lazyRouteComponent(() => import('./pages/audit/AuditPage.tsx'), 'AuditPage'),
})

const tree = root.addChildren([
  signIn,
  shell.addChildren([dashboard, processes, instance, batches, batch, audit]),
])

/** What a page reads without a question whether it is there. */
function there<T, K extends QueryKey>(
  client: QueryClient,
  options: UseQueryOptions<T, Error, T, K>,
): Promise<T> {
  return client.query({ ...options, staleTime: 'static' })
}

/** A router and its query cache; when a session ends, the way leads to the sign-in page. */
export function createConsole() {
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
    defaultOptions: {
      queries: {
        staleTime: 1_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) =>
          failures < 2 && error instanceof Problem && [502, 503, 504].includes(error.status),
      },
    },
  })
  const router = createRouter({
    routeTree: tree,
    context: { client },
    parseSearch,
    stringifySearch,
    defaultPreload: false,
    defaultPendingComponent: Waiting,
    defaultErrorComponent: PageProblem,
    defaultNotFoundComponent: MissingPage,
    scrollRestoration: false,
  })

  function leaveWhenSignedOut(error: Error) {
    if (!(error instanceof Problem && error.status === 401)) return
    if (router.state.location.pathname === '/sign-in') return
    client.clear()
    void router.navigate({ to: '/sign-in', search: search.signInFrom(router.state.location) })
  }

  return { router, client }
}

function Root() {
  return (
    <>
      <Outlet />
      <Notifications position="bottom-right" limit={MAX_NOTIFICATIONS} />
    </>
  )
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsole>['router']
  }
}
