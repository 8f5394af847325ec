/** Arrows between folders as allow-lists; the comment is what whoever trips one reads. */
const only = (folder, ...allowed) => ({
  name: `${folder.replaceAll('/', '-')}-knows-only`,
  severity: 'error',
  comment: `"${folder}" may depend on: ${allowed.join(', ') || 'nothing of ours'}. See ARCHITECTURE.md, "Which way the arrows point".`,
  from: {
    path: `^${folder}/`,
    pathNot: [...(inner[folder] ?? []), '[.]test[.]tsx?$', '^app/e2e/'],
  },
  to: {
    path: '^(app|main|renderer-engine|visual-tests|server|scripts)/',
    pathNot: [`^${folder}/`, ...allowed.map((door) => `^${door}$`)],
  },
});
/** Folders inside of others that have a rule of their own. */
const inner = { main: ['^main/contract/'], server: ['^server/bench/'] };
const engine = 'renderer-engine/index\\.ts';
const engineNode = 'renderer-engine/node/index\\.ts';

const stagesFlowForward = [1, 2, 3, 4, 5, 6].map((stage) => ({
  name: `stage-${stage}-looks-back-only`,
  severity: 'error',
  comment: 'A stage reads what earlier stages made, never what a later one will make.',
  from: { path: `^renderer-engine/stages/${stage}-` },
  to: { path: `^renderer-engine/stages/[${stage + 1}-7]-` },
}));

/** The server's layers, upper first; a layer calls those below it, never the other way. */
const serverLayers = ['gateway', 'schemas', 'accounts', 'delivery', 'storage'].map((layer, at, layers) => ({
  name: `server-${layer}-calls-downwards`,
  severity: 'error',
  comment: 'A request flows gateway, schemas, accounts, delivery, storage. What two layers share lies beside app.ts.',
  from: { path: `^server/${layer}/`, pathNot: '[.]test[.]ts$' },
  to: {
    path: `^server/(app|serve|start)[.]ts$${layers
      .slice(0, at)
      .map((above) => `|^server/${above}/`)
      .join('')}`,
  },
}));

module.exports = {
  forbidden: [
    only('renderer-engine'),
    only('visual-tests', engine),
    only('server', engine, engineNode),
    // The same page as the engine's benchmark, beside the same peers.
    only('server/bench', engine, engineNode, 'server/.*', 'renderer-engine/bench/.*'),
    only('main/contract', engine, 'visual-tests/index\\.ts'),
    only('main', engine, engineNode, 'visual-tests/index\\.ts', 'main/contract/.*'),
    only('app', 'main/contract/index\\.ts', engine),
    ...stagesFlowForward,
    ...serverLayers,
    {
      name: 'engine-is-platform-neutral',
      severity: 'error',
      comment: 'The engine knows no host. What needs Node goes to renderer-engine/node, behind a port.',
      from: { path: '^renderer-engine/', pathNot: ['^renderer-engine/(node|bench)/', '[.]test(ing)?[.]ts$'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'engine-does-not-know-its-adapter',
      severity: 'error',
      comment: 'Ports point outwards: the adapter imports the engine, never the other way round.',
      from: { path: '^renderer-engine/', pathNot: ['^renderer-engine/(node|bench)/', '[.]test(ing)?[.]ts$'] },
      to: { path: '^renderer-engine/node/' },
    },
    {
      name: 'app-takes-only-types-from-the-engine',
      severity: 'error',
      comment: 'The engine runs in Node only; the window asks for its results over the contract.',
      from: { path: '^app/', pathNot: '^app/e2e/' },
      to: { path: '^renderer-engine/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'contract-takes-only-types',
      severity: 'error',
      comment: 'The window must not load what takes pictures, or the engine: a contract is types and data.',
      from: { path: '^main/contract/', pathNot: '[.]test(ing)?[.]ts$' },
      to: { path: '^(renderer-engine|visual-tests)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-dead-engine-files',
      severity: 'error',
      comment:
        "Nothing reaches this file from the engine's door. A new component? Add its line to components/catalog.ts.",
      from: { path: '^renderer-engine/index[.]ts$' },
      to: {
        path: '^renderer-engine/',
        pathNot: ['[.]test(ing)?[.]ts$', '^renderer-engine/(node|bench|samples)/'],
        reachable: false,
      },
    },
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Two files that need each other are one idea.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      comment: 'An import that resolves to nothing fails at run time.',
      from: {},
      to: { couldNotResolve: true, pathNot: ['\\?worker$', '\\?url$', '^virtual:'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|[.]out|node_modules/[.]bin)/' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
    },
  },
};
