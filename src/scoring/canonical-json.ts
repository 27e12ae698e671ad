/** A document with the keys of every object in order: equal documents have equal texts, and so equal hashes. */
export function canonicalJson(document: unknown): string {
  return JSON.stringify(document, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
