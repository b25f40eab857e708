/** The architecture, held: docs/decisions and the head of server/src/main.ts say why. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  comment: `${from} may import only ${allowed}`,
  from: { path: from, pathNot: '\\.test\\.ts$' },
  to: {
    pathNot: [
      allowed,
      '^node:',
      'node_modules',
      '^(fs|path|crypto|url|http|net|zlib|stream|dns|os|worker_threads|readline|child_process|module)',
    ].join('|'),
  },
})
const never = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from, pathNot: '\\.test\\.ts$' },
  to: { path: to },
})

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'one direction of dependencies',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    only('model-alone', '^model/src', '^model/'),
    only('indicators-pure', '^server/src/indicators', '^(model/|server/src/indicators)'),
    only('intelligence-pure', '^server/src/intelligence', '^(model/|server/src/(indicators|intelligence|kit/located-yaml\\.ts))'),
    never(
      'pure-no-io',
      '^server/src/(indicators|intelligence)',
      '^(fs|http|net|dns|child_process|worker_threads)',
      'pure code does no I/O',
    ),
    only('kit', '^server/src/kit', '^(model/|server/src/(kit|problem\\.ts|knowledge\\.ts|store/accounts\\.ts))'),
    only('sources', '^server/src/sources', '^(model/|server/src/(kit|indicators|sources|problem\\.ts))'),
    never(
      'sources-apart',
      '^server/src/sources/(?!index\\.ts|generic\\.ts)',
      '^server/src/sources/[^/]+$',
      'a source knows no other source; what several share lies in a folder',
    ),
    only('enrichers', '^server/src/enrichers', '^(model/|server/src/(kit|indicators|enrichers))'),
    never(
      'enrichers-apart',
      '^server/src/enrichers/(?!index\\.ts)',
      '^server/src/enrichers/(?!offline/)',
      'an enricher knows no other enricher',
    ),
    only('engines', '^server/src/engines', '^(model/|server/src/(engines|problem\\.ts))'),
    never(
      'store-below',
      '^server/src/store',
      '^server/src/(api|cli|pipeline|runtime|sources|enrichers|replay|main\\.ts)',
      'the store knows nobody above it',
    ),
    never(
      'pipeline-below',
      '^server/src/pipeline',
      '^server/src/(api|cli|runtime|sources|enrichers|replay|main\\.ts)',
      'the pipeline knows ports, not people',
    ),
    never(
      'api-operations',
      '^server/src/api',
      '^server/src/(engines|pipeline|runtime|sources|enrichers|cli|main\\.ts)',
      'the API knows operations over the knowledge',
    ),
    never('main-alone', '^server/src/(?!cli/)', '^server/src/main\\.ts', 'only commands start the program'),
    never(
      'one-way-out',
      '^server/src/(?!egress|replay|cli/operator|main|engines/folder-lock|engines/database/postgres|api/auth)',
      '^(undici|http|https|net|tls|dgram|dns|dns/promises)$|node_modules/undici',
      'only the egress client opens outgoing connections',
    ),
    only('dashboard', '^dashboard/src', '^(dashboard/|model/)'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(/dist/|\\.test\\.ts$|^dashboard/build)' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'require', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
}
