// Copies what the compiler leaves behind (SQL, catalogues, scorecards) beside the compiled code.
import { chmodSync, cpSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';

const copied = new Set(['.sql', '.json', '.cypher']);

for (const folder of ['src', 'seed']) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !copied.has(extname(entry.name))) continue;
    const path = join(entry.parentPath, entry.name);
    cpSync(path, join('dist', path));
  }
}
chmodSync('dist/src/main.js', 0o755);
