/** What the commands of `explore` share: the cut they look at, and where their answer goes and as what. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import { NotFoundError } from '../domain/errors.ts';
import type { Instant } from '../domain/time.ts';
import type { Explored } from '../engine/exploring/drawing.ts';
import { toGexf, toGraphml } from '../engine/exploring/drawing.ts';
import { MAX_SUBJECTS, RELATIONS, type Relation } from '../engine/exploring/explorer.ts';
import { toCypher } from '../engine/exploring/redraw.ts';
import type { Cut, GraphStore } from '../engine/ports.ts';
import type { CliDependencies } from './dependencies.ts';
import { printable } from './display-width.ts';
import { nearestId } from './nearest-id.ts';
import { asOfOption, jsonOption, requireFacts, storeOption, wholeNumber, withStore } from './options.ts';
import { printLines } from './output.ts';

const PLAIN_FORMATS = ['table', 'json'] as const;
const GRAPH_FORMATS = ['table', 'json', 'gexf', 'graphml', 'cypher'] as const;
type Format = (typeof GRAPH_FORMATS)[number];

export interface ExploreOptions {
  readonly store: string;
  readonly asOf?: Instant;
  readonly format: Format;
  readonly json?: true;
  readonly out?: string;
}

/** One answer in every form it may be asked for. */
export interface Answer {
  readonly lines: readonly string[];
  readonly json: object;
  /** Absent: no graph. */
  readonly explored?: Explored;
}

export function addExploreOptions(
  command: Command,
  deps: CliDependencies,
  { isGraph }: { isGraph: boolean },
): Command {
  const formats = isGraph ? GRAPH_FORMATS : PLAIN_FORMATS;
  return command
    .addOption(storeOption(deps))
    .addOption(asOfOption('look at what was known before this instant (default: now)'))
    .addOption(new Option('--format <format>', 'how to write it').choices(formats).default('table'))
    .option('--out <file>', 'a file to write it to, or to write anew')
    .addOption(jsonOption().conflicts('format'));
}

export function limitOption(what: string, most = MAX_SUBJECTS): Option {
  return new Option('--limit <number>', `${what}, 1 to ${most}`).argParser(wholeNumber(1, most));
}

export function relationsOption(): Option {
  return new Option('--relations <list>', `which links to follow, of ${RELATIONS.join(',')}`)
    .argParser(readRelations)
    .default(RELATIONS, 'all');
}

function readRelations(text: string): readonly Relation[] {
  const wanted = text.split(',').map((part) => part.trim());
  const known = RELATIONS.filter((relation) => wanted.includes(relation));
  if (known.length === new Set(wanted).size) return known;
  throw new InvalidArgumentError(`Expected one or more of ${RELATIONS.join(', ')}, with commas between.`);
}

/** Looks at a store that holds facts, as of an instant, and writes the answer where it was asked for. */
export async function answerFrom(
  options: ExploreOptions,
  deps: CliDependencies,
  look: (store: GraphStore, at: Cut) => Promise<Answer>,
): Promise<void> {
  const { out } = options;
  if (out !== undefined) await deps.checkTextPath(out);
  const answer = await withStore(deps, options.store, async (store) => {
    await requireFacts(store);
    return look(store, { asOf: options.asOf ?? deps.clock.now(), batch: await store.latestBatch() });
  });
  const text = write(answer, options.json === true ? 'json' : options.format);
  if (out === undefined) {
    deps.stdout.write(text);
    return;
  }
  await deps.writeText({ path: out, text });
  if (options.json !== true) printLines(deps, [`Wrote ${printable(out)}`]);
}

function write({ lines, json, explored = { subjects: [], links: [] } }: Answer, format: Format): string {
  switch (format) {
    case 'table':
      return `${lines.join('\n')}\n`;
    case 'json':
      return `${JSON.stringify(json, undefined, 2)}\n`;
    case 'gexf':
      return toGexf(explored);
    case 'graphml':
      return toGraphml(explored);
    case 'cypher':
      return toCypher(explored);
  }
}

/** Does the work; an id that the cut does not see is named with the nearest one that it sees. */
export async function namingUnknown<T>(
  store: GraphStore,
  { ids, at }: { ids: readonly string[]; at: Cut },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    for (const id of ids) if (!(await isSeen(store, id, at))) throw await unknownSubject(store, id, at);
    throw error;
  }
}

async function isSeen(store: GraphStore, id: string, at: Cut): Promise<boolean> {
  if (id.trim() === '') return false;
  const { subjects } = await store.explore.search(id, { limit: MAX_SUBJECTS, at });
  return subjects.some((subject) => subject.id === id);
}

async function unknownSubject(store: GraphStore, id: string, at: Cut): Promise<NotFoundError> {
  const middle = Math.ceil(id.length / 2);
  const halves = [id.slice(0, middle), id.slice(middle)].filter((half) => half.trim() !== '');
  const alike: string[] = [];
  for (const half of halves) {
    const { subjects } = await store.explore.search(half, { limit: MAX_SUBJECTS, at });
    alike.push(...subjects.map((subject) => subject.id));
  }
  const nearest = nearestId(id, alike);
  const mend =
    nearest === undefined ? 'look for it with credence explore search TEXT' : `did you mean ${nearest}?`;
  return new NotFoundError(`${store.name} knows no subject ${id} at that time; ${mend}`);
}
