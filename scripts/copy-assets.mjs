// Copies what the compiler leaves behind (SQL, Cypher, catalogues, scorecards) beside the compiled code.
import { chmodSync, cpSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';

const [target = 'dist'] = process.argv.slice(2);
const copied = new Set(['.sql', '.json', '.cypher']);

for (const folder of ['src', 'seed', 'cypher']) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !copied.has(extname(entry.name))) continue;
    const path = join(entry.parentPath, entry.name);
    cpSync(path, join(target, path));
  }
}
chmodSync(join(target, 'src/main.js'), 0o755);
