/** Starts the dashboard: queries, router, and what to do when a session has ended. */
import './tokens.css'
import './client/no-eval.ts'
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiProblem, ServerSilent } from './client/http.ts'
import { createDashboardRouter } from './routes.tsx'

const RETRY_MS = 4_000

const toLogin = (): void => {
  const { pathname, href } = router.state.location
  if (pathname === '/login') return
  queries.clear()
  void router.navigate({ to: '/login', search: { next: href }, replace: true, ignoreBlocker: true })
}

const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: error => {
      if (error instanceof ApiProblem && error.details.status === 401) toLogin()
    },
  }),
  defaultOptions: {
    queries: {
      // A silent server is asked until it answers; a problem is an answer.
      retry: (_attempts, error) => error instanceof ServerSilent,
      retryDelay: RETRY_MS,
      networkMode: 'always',
      staleTime: 5_000,
    },
    mutations: { networkMode: 'always' },
  },
})

const router = createDashboardRouter()

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
