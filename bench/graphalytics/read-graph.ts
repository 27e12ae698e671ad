import { InvalidInputError } from '../../src/domain/errors.ts';
import type { EdgeList } from '../../src/graph/rows/edge-list.ts';
import type { GraphFiles } from './find-graphs.ts';
import { forEachLine } from './lines.ts';

/** A graph of the benchmark with its vertices numbered in the ascending order of their ids. */
export interface Graph {
  readonly files: GraphFiles;
  /** Ascending; ids are whole numbers of 64 bits, with gaps. */
  readonly ids: BigInt64Array;
  readonly isDirected: boolean;
  /** As the file has them, so each undirected edge once; weight NaN where there is none. */
  readonly edges: EdgeList;
  /** @throws InvalidInputError for text that is no vertex's id. */
  indexOf(id: string): number;
  /** @throws InvalidInputError where the properties lack it. */
  property(key: string): string;
  /** @throws InvalidInputError where the properties lack it or it is no number. */
  number(key: string): number;
}

/** Throws InvalidInputError, naming the file and the line, for what cannot be read. */
export function readGraph(files: GraphFiles): Graph {
  const property = (key: string): string => {
    const value = files.properties.get(key);
    if (value !== undefined && value !== '') return value;
    throw new InvalidInputError(`${files.name}.properties lacks graph.${files.name}.${key}; add it.`);
  };
  const number = (key: string): number => {
    const text = property(key);
    if (Number.isFinite(Number(text))) return Number(text);
    throw new InvalidInputError(`graph.${files.name}.${key} is '${text}', expected a number.`);
  };
  const directed = property('directed').toLowerCase();
  if (directed !== 'true' && directed !== 'false')
    throw new InvalidInputError(`graph.${files.name}.directed is '${directed}', expected true or false.`);
  const ids = readIds(locate(files, 'vertex-file', '.v'));
  const indices = new Map(Array.from(ids, (id, index) => [String(id), index]));
  if (indices.size < ids.length)
    throw new InvalidInputError(`The vertices of ${files.name} name one id twice; each must come once.`);
  const indexOf = (id: string): number => {
    const index = indices.get(id);
    if (index !== undefined) return index;
    throw new InvalidInputError(
      `'${id}' is the id of no vertex of ${files.name}; add it to the vertex file.`,
    );
  };
  const edges = readEdges(locate(files, 'edge-file', '.e'), indexOf, weightColumn(files));
  return { files, ids, isDirected: directed === 'true', edges, indexOf, property, number };
}

function locate(files: GraphFiles, key: string, ending: string): string {
  const file = files.properties.get(key) ?? files.name + ending;
  const path = files.find(file) ?? files.find(files.name + ending);
  if (path !== undefined) return path;
  throw new InvalidInputError(`${files.name} needs the file ${file} beside its properties; none is there.`);
}

function readIds(path: string): BigInt64Array {
  const ids: bigint[] = [];
  forEachLine(path, ([id], line) => {
    if (!/^-?\d+$/.test(id!))
      throw new InvalidInputError(
        `${path}, line ${line}: '${id!}' is no vertex id, expected a whole number.`,
      );
    const number = BigInt(id!);
    if (BigInt.asIntN(64, number) !== number)
      throw new InvalidInputError(
        `${path}, line ${line}: vertex id ${id!} is beyond 64 bits, expected -2^63 to 2^63 - 1.`,
      );
    ids.push(number);
  });
  return BigInt64Array.from(ids).sort();
}

/** The place in a line of the edge file of the weight that shortest paths are asked to read. */
function weightColumn({ properties }: GraphFiles): number {
  const names = (properties.get('edge-properties.names') ?? '').split(',').map((name) => name.trim());
  return 2 + Math.max(0, names.indexOf(properties.get('sssp.weight-property') ?? ''));
}

function readEdges(path: string, indexOf: (id: string) => number, column: number): EdgeList {
  let edges = makeRoom(1024);
  let count = 0;
  forEachLine(path, (words, line) => {
    if (count === edges.source.length) edges = resize(edges, 2 * count);
    if (words.length < 2)
      throw new InvalidInputError(
        `${path}, line ${line}: expected two vertex ids; '${words.join(' ')}' came.`,
      );
    edges.source[count] = indexOf(words[0]!);
    edges.target[count] = indexOf(words[1]!);
    edges.weight[count++] = Number(words[column]);
  });
  return resize(edges, count);
}

function makeRoom(length: number): EdgeList {
  return {
    source: new Uint32Array(length),
    target: new Uint32Array(length),
    weight: new Float64Array(length),
  };
}

function resize({ source, target, weight }: EdgeList, length: number): EdgeList {
  const kept = Math.min(length, source.length);
  const edges = makeRoom(length);
  edges.source.set(source.subarray(0, kept));
  edges.target.set(target.subarray(0, kept));
  edges.weight.set(weight.subarray(0, kept));
  return edges;
}
