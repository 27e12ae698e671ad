/**
 * The layer law. An arrow means "may be imported by" and is transitive; siblings never import each other:
 *
 *   domain <- graph <- factors, rings <- scoring <- engine
 *          <- stores/*, intake, workers, host, laboratory, http, cli <- main
 */
const layers = {
  domain: [],
  graph: ['domain'],
  factors: ['domain', 'graph'],
  rings: ['domain', 'graph'],
  scoring: ['domain', 'graph', 'factors', 'rings'],
  engine: ['domain', 'graph', 'factors', 'rings', 'scoring'],
};
const inner = Object.keys(layers);
const outer = ['stores', 'intake', 'workers', 'host', 'laboratory', 'http', 'cli'];
for (const layer of outer) layers[layer] = inner;

/** npm packages each layer may name, as the start of a path below node_modules. */
const packages = {
  domain: ['zod'],
  graph: [],
  factors: [],
  rings: [],
  scoring: ['zod'],
  engine: [],
  intake: ['@duckdb/node-api'],
  host: [],
  workers: [],
  laboratory: [],
  'stores/duckdb': ['@duckdb/node-api'],
  'stores/neo4j': ['neo4j-driver'],
  http: [
    'express',
    'express-serve-static-core',
    'helmet',
    'express-rate-limit',
    'pino',
    'pino-http',
    'prom-client',
    'zod',
    'zod-openapi',
  ],
  cli: ['commander', 'picocolors', 'string-width', 'wrap-ansi', 'zod'],
};
/** The one file of its layer that may hold a graph of objects, and what it makes them with. */
const SUBGRAPH = '^src/graph/subgraph\\.ts$';
const graphology = ['graphology', 'graphology-communities-louvain', 'graphology-gexf', 'graphology-metrics'];
const pure = ['domain', 'graph', 'factors', 'rings', 'scoring'];
const npm = (names) => (names.length === 0 ? '^$' : `node_modules/(@types/)?(${names.join('|')})/`);

module.exports = {
  forbidden: [
    ...Object.entries(layers).map(([layer, allowed]) => ({
      name: `layer-${layer}`,
      severity: 'error',
      comment: `src/${layer} may import itself and ${allowed.join(', ') || 'nothing'}; the laboratory the seed too`,
      from: { path: `^src/${layer}/` },
      to: {
        path: '^(src|seed|test|bench)/',
        pathNot: [`^src/(${[layer, ...allowed].join('|')})/`, ...(layer === 'laboratory' ? ['^seed/'] : [])],
      },
    })),
    {
      name: 'stores-are-siblings',
      severity: 'error',
      from: { path: '^src/stores/([^/]+)/' },
      to: { path: '^src/stores/', pathNot: '^src/stores/$1/' },
    },
    {
      name: 'seed-knows-the-domain-only',
      severity: 'error',
      from: { path: '^seed/' },
      to: { path: '^(src|test|bench)/', pathNot: '^src/domain/' },
    },
    {
      name: 'only-main-wires',
      severity: 'error',
      comment: 'main.ts and config.ts are the outermost ring',
      from: { path: '^src/[^/]+/' },
      to: { path: '^src/[^/]+\\.ts$' },
    },
    ...Object.entries(packages).map(([layer, names]) => ({
      name: `packages-${layer.replace('/', '-')}`,
      severity: 'error',
      from: { path: `^src/${layer}/`, pathNot: SUBGRAPH },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: npm(names) },
    })),
    {
      name: 'packages-graph-subgraph',
      severity: 'error',
      from: { path: SUBGRAPH },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: npm(graphology) },
    },
    {
      name: 'pure-layers-touch-no-machine',
      severity: 'error',
      from: { path: `^src/(${pure.join('|')}|engine)/` },
      to: { dependencyTypes: ['core'] },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, pathNot: '\\.(config|d)\\.ts$' }, to: {} },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
