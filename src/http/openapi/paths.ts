/** The paths served, as OpenAPI writes them. */
export const PATHS = {
  score: '/v1/subjects/{id}/score',
  ledger: '/v1/subjects/{id}/ledger',
  history: '/v1/subjects/{id}/history',
  changes: '/v1/subjects/{id}/changes',
  whatIf: '/v1/subjects/{id}/what-if',
  egonet: '/v1/subjects/{id}/egonet',
  network: '/v1/subjects/{id}/network',
  path: '/v1/paths',
  search: '/v1/search',
  runs: '/v1/runs',
  compareRuns: '/v1/runs/compare',
  run: '/v1/runs/{id}',
  cancelRun: '/v1/runs/{id}/cancel',
  openapi: '/openapi.json',
  healthz: '/healthz',
  readyz: '/readyz',
} as const;
