/** A text as a SQL literal. DuckDB's literals know no escape but the doubled quote. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as a SQL identifier. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `matches('x', '^a')`: whether an expression contains the pattern. */
export function matches(expression: string, pattern: string): string {
  return `regexp_matches(${expression}, ${literal(pattern)})`;
}

export function replaceEvery(expression: string, pattern: string, replacement: string): string {
  return `regexp_replace(${expression}, ${literal(pattern)}, ${literal(replacement)}, 'g')`;
}
