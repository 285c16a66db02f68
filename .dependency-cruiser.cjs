/** client → shared ← server, and nothing else. */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'A cycle means that two files are one; types may point back.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'shared-is-pure',
      comment:
        'The same result in the page, on the server and in tests: shared knows neither of them, nor Node.',
      severity: 'error',
      from: { path: '^shared/', pathNot: '\\.test\\.ts$|^shared/testing/' },
      to: { pathNot: '^shared/|node_modules/(zod|diff|@peculiar/x509|reflect-metadata)/' },
    },
    {
      name: 'client-knows-shared-only',
      comment: 'What the page imports is in the page: server code would bring keys and disk with it.',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^(server|e2e|bench|tools)/' },
    },
    {
      name: 'server-does-not-draw',
      comment: 'The page is built files to the server.',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^(client|e2e|bench)/' },
    },
    {
      name: 'features-do-not-meet',
      comment: 'Features meet in client/app only, so that each can be read, tested and removed alone.',
      severity: 'error',
      from: { path: '^client/features/([^/]+)/' },
      to: { path: '^client/features/', pathNot: '^client/features/$1/' },
    },
    {
      name: 'features-do-not-know-the-app',
      comment: 'Panels take everything by props.',
      severity: 'error',
      from: { path: '^client/(features|ui)/' },
      to: { path: '^client/app/' },
    },
    {
      name: 'ui-has-no-domain-words',
      comment: 'A widget that knows a feature is part of it.',
      severity: 'error',
      from: { path: '^client/ui/' },
      to: { path: '^client/(features|api)/' },
    },
    {
      name: 'services-without-express',
      comment: 'A service is a function of its input; only http and routes see requests.',
      severity: 'error',
      from: { path: '^server/(services|keys|upstream|storage)/' },
      to: { path: 'node_modules/express/' },
    },
    {
      name: 'rules-do-not-meet',
      comment: 'One fact, one rule: what two rules share is a helper beside the runner.',
      severity: 'error',
      from: { path: '^shared/lint/rules/', pathNot: '\\.test\\.ts$' },
      to: { path: '^shared/lint/rules/' },
    },
    {
      name: 'testing-only-in-tests',
      comment: 'Builders and fixtures never ship.',
      severity: 'error',
      from: { pathNot: '\\.test\\.tsx?$|^(shared|server)/testing/|^e2e/|^bench/' },
      to: { path: '^(shared|server)/testing/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default'] },
  },
}
