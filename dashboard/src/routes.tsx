/** Every page: its path, the state its address carries, and its chunk. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import {
  attackSearch,
  entitiesSearch,
  indicatorsSearch,
  linksSearch,
  loginSearch,
  parseSearch,
  qualitySearch,
  reportsSearch,
  sourceSearch,
  sourcesSearch,
  stringifySearch,
} from './client/location.ts'
import { Crash } from './shell/crash.tsx'
import { NotFound } from './shell/not-found.tsx'
import { Shell } from './shell/shell.tsx'

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: Crash })

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: loginSearch,
  component: lazyRouteComponent(() => import('./views/login/login.tsx'), 'Login'),
})

const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell, notFoundComponent: NotFound })

const overview = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('./views/overview/overview.tsx'), 'OverviewPage'),
})

const indicators = createRoute({
  getParentRoute: () => shell,
  path: '/indicators',
  validateSearch: indicatorsSearch,
  component: lazyRouteComponent(() => import('./views/indicators/indicators.tsx'), 'IndicatorsPage'),
})

const indicator = createRoute({
  getParentRoute: () => shell,
  path: '/indicators/$id',
  component: lazyRouteComponent(() => import('./views/indicator/indicator.tsx'), 'IndicatorPage'),
})

const links = createRoute({
  getParentRoute: () => shell,
  path: '/links/$kind/$value',
  validateSearch: linksSearch,
  component: lazyRouteComponent(() => import('./views/links/links.tsx'), 'LinksPage'),
})

const threats = createRoute({
  getParentRoute: () => shell,
  path: '/threats',
  component: lazyRouteComponent(() => import('./views/threats/threats.tsx'), 'ThreatsPage'),
})

const threat = createRoute({
  getParentRoute: () => shell,
  path: '/threats/$id',
  component: lazyRouteComponent(() => import('./views/threat/threat.tsx'), 'ThreatPage'),
})

const entities = createRoute({
  getParentRoute: () => shell,
  path: '/entities',
  validateSearch: entitiesSearch,
  component: lazyRouteComponent(() => import('./views/entities/entities.tsx'), 'EntitiesPage'),
})

const entity = createRoute({
  getParentRoute: () => shell,
  path: '/entities/$kind/$id',
  component: lazyRouteComponent(() => import('./views/entity/entity.tsx'), 'EntityPage'),
})

const reports = createRoute({
  getParentRoute: () => shell,
  path: '/reports',
  validateSearch: reportsSearch,
  component: lazyRouteComponent(() => import('./views/reports/reports.tsx'), 'ReportsPage'),
})

const report = createRoute({
  getParentRoute: () => shell,
  path: '/reports/$id',
  component: lazyRouteComponent(() => import('./views/report/report.tsx'), 'ReportPage'),
})

const sources = createRoute({
  getParentRoute: () => shell,
  path: '/sources',
  validateSearch: sourcesSearch,
  component: lazyRouteComponent(() => import('./views/sources/sources.tsx'), 'SourcesPage'),
})

const quality = createRoute({
  getParentRoute: () => shell,
  path: '/sources/quality',
  validateSearch: qualitySearch,
  component: lazyRouteComponent(() => import('./views/quality/quality.tsx'), 'QualityPage'),
})

const source = createRoute({
  getParentRoute: () => shell,
  path: '/sources/$id',
  validateSearch: sourceSearch,
  component: lazyRouteComponent(() => import('./views/source/source.tsx'), 'SourcePage'),
})

const enrichers = createRoute({
  getParentRoute: () => shell,
  path: '/enrichers',
  component: lazyRouteComponent(() => import('./views/enrichers/enrichers.tsx'), 'EnrichersPage'),
})

const enricher = createRoute({
  getParentRoute: () => shell,
  path: '/enrichers/$id',
  component: lazyRouteComponent(() => import('./views/enricher/enricher.tsx'), 'EnricherPage'),
})

const protection = createRoute({
  getParentRoute: () => shell,
  path: '/protection',
  component: lazyRouteComponent(() => import('./views/protection/protection.tsx'), 'ProtectionPage'),
})

const scoring = createRoute({
  getParentRoute: () => shell,
  path: '/scoring',
  component: lazyRouteComponent(() => import('./views/scoring/scoring.tsx'), 'ScoringPage'),
})

const attack = createRoute({
  getParentRoute: () => shell,
  path: '/attack',
  validateSearch: attackSearch,
  component: lazyRouteComponent(() => import('./views/attack/attack.tsx'), 'AttackMatrixPage'),
})

const attackObject = createRoute({
  getParentRoute: () => shell,
  path: '/attack/$id',
  component: lazyRouteComponent(() => import('./views/attack-object/attack-object.tsx'), 'AttackObjectPage'),
})

const newFeed = createRoute({
  getParentRoute: () => shell,
  path: '/feeds/new',
  component: lazyRouteComponent(() => import('./views/feed/new-feed.tsx'), 'NewFeedPage'),
})

const feed = createRoute({
  getParentRoute: () => shell,
  path: '/feeds/$id',
  component: lazyRouteComponent(() => import('./views/feed/feed.tsx'), 'FeedPage'),
})

const rules = createRoute({
  getParentRoute: () => shell,
  path: '/rules',
  component: lazyRouteComponent(() => import('./views/rules/rules.tsx'), 'RulesPage'),
})

const newRule = createRoute({
  getParentRoute: () => shell,
  path: '/rules/new',
  component: lazyRouteComponent(() => import('./views/rule/rule.tsx'), 'NewRulePage'),
})

const rule = createRoute({
  getParentRoute: () => shell,
  path: '/rules/$id',
  component: lazyRouteComponent(() => import('./views/rule/rule.tsx'), 'RulePage'),
})

const anythingElse = createRoute({ getParentRoute: () => shell, path: '$', component: NotFound })

const tree = root.addChildren([
  login,
  shell.addChildren([
    overview,
    indicators,
    indicator,
    links,
    attack,
    attackObject,
    threats,
    threat,
    entities,
    entity,
    reports,
    report,
    sources,
    quality,
    source,
    enrichers,
    enricher,
    protection,
    scoring,
    newFeed,
    feed,
    rules,
    newRule,
    rule,
    anythingElse,
  ]),
])

export const createDashboardRouter = () =>
  createRouter({
    routeTree: tree,
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultErrorComponent: Crash,
    defaultNotFoundComponent: NotFound,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createDashboardRouter>
  }
}
