/**
 * On how many Neo4j servers tests run side by side, a file at a time on each: one where NEO4J_URI lends it, since tests
 * wipe what they run on, else two, for which two cores and 4 GiB do.
 */
export function serversAtOnce(): number {
  return (process.env['NEO4J_URI'] ?? '') === '' ? 2 : 1;
}
