import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';

/** The files of one graph of the benchmark, and what its properties say. */
export interface GraphFiles {
  readonly name: string;
  /** Values by what follows `graph.NAME.` in their keys, such as `directed`. */
  readonly properties: ReadonlyMap<string, string>;
  /** The path of a file that belongs to the graph: beside its properties or, if it has one place only, elsewhere. */
  readonly find: (file: string) => string | undefined;
}

/** Every NAME.properties of a graph at or below a folder, and every NAME.v without one, in the order of their paths. */
export function findGraphs(folder: string): GraphFiles[] {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const all = new Set(paths);
  const find = (home: string, file: string): string | undefined => {
    const beside = join(home, file);
    if (all.has(beside)) return beside;
    const elsewhere = paths.filter((path) => basename(path) === basename(file));
    return elsewhere.length === 1 ? elsewhere[0] : undefined;
  };
  return paths.flatMap((path) => {
    const ending = extname(path);
    const name = basename(path, ending);
    const properties = ending === '.properties' ? readProperties(path) : new Map<string, string>();
    const isBare = ending === '.v' && find(dirname(path), `${name}.properties`) === undefined;
    if (properties.size === 0 && !isBare) return [];
    return [{ name, properties, find: (file: string) => find(dirname(path), file) }];
  });
}

/** What is said of the graph, by the last part of the key: a name may have dots of its own. */
const KEY = /\.(vertex-file|edge-file|directed|edge-properties\.names|(?:bfs|cdlp|pr|sssp)\.[\w-]+)$/;

/** Empty for a file about other things, such as the benchmark's own settings. */
function readProperties(path: string): Map<string, string> {
  const properties = new Map<string, string>();
  for (const line of readFileSync(path, 'utf8').split(/\r?\n/)) {
    const [, key = '', value = ''] = /^\s*(graph\.\S+?)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
    const [, ending] = KEY.exec(key) ?? [];
    if (ending !== undefined) properties.set(ending, value);
  }
  return properties;
}
