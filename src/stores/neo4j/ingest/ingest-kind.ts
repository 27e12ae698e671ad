import type { Instant } from '../../../domain/time.ts';
import type { OnProgress, StagedFile } from '../../../engine/ports.ts';
import type { Session } from '../session.ts';
import { heldVersions, type HeldByKey } from './held-versions.ts';
import { keyText, type KindShape } from './kind-shape.ts';
import { kinshipOf } from './kinship.ts';
import type { Discovery, MadeUsers } from './made-users.ts';
import type { Registry } from './registry.ts';
import { stretchesOf, type KeyGroup } from './stretches.ts';
import type { StretchWriter } from './stretch-writer.ts';
import { weigh, type WeighOptions, type Weighed } from './weigh.ts';

/** The files of one kind on their way into the graph. */
export interface KindTask {
  readonly shape: KindShape;
  /** With the number of each among all files of the import. */
  readonly files: readonly { readonly file: StagedFile; readonly number: number }[];
}

interface Access {
  readonly session: Session;
  readonly registry: Registry;
  readonly made: MadeUsers;
  readonly writer: StretchWriter;
}

interface KindOptions {
  /** Rows of the kinds before, and of all kinds. */
  readonly before: number;
  readonly total: number;
  /** Whether any version of the kind was held when this attempt began. */
  readonly hasHeld: boolean;
  readonly knownAt: Instant | undefined;
  readonly createMissing: boolean;
  readonly onProgress: OnProgress | undefined;
}

/** Rows that one transaction writes, but for those of a last key. */
const STRETCH_ROWS = 5000;
const NOTHING_HELD: HeldByKey = new Map();

/** Reads and weighs one stretch of a kind while the one before is written, from where the import stands. */
export async function ingestKind(access: Access, task: KindTask, options: KindOptions): Promise<void> {
  const { registry, writer } = access;
  const { shape } = task;
  const { createMissing, knownAt, before } = options;
  const files = task.files.map(({ file }) => file);
  const kinship = await kinshipOf(shape, files, { registry, createMissing });
  const weighing: WeighOptions = { knownAt, createMissing, registry, kinship };
  const numbers = task.files.map(({ number }) => number);
  let done = writer.progress.done;
  const stretches = stretchesOf(shape, files, { skip: done - before, size: STRETCH_ROWS });
  try {
    for await (const groups of stretches) {
      const weighed = await weighStretch(access, { shape, groups, hasHeld: options.hasHeld }, weighing);
      const news = createMissing ? noteMissing(access, shape, { weighed, kinship }) : new Set<string>();
      await writer.take({ shape, numbers, weighed, news });
      const rows = weighed.reduce((sum, key) => sum + key.rows.length, 0);
      done += rows;
      if (rows >= STRETCH_ROWS)
        options.onProgress?.({ stage: writer.stageOf(shape.kind), done, total: options.total });
    }
  } finally {
    await writer.idle();
  }
}

async function weighStretch(
  { session, registry }: Access,
  { shape, groups, hasHeld }: { shape: KindShape; groups: readonly KeyGroup[]; hasHeld: boolean },
  options: WeighOptions,
): Promise<readonly Weighed[]> {
  const [held] = await Promise.all([
    hasHeld ? heldVersions(session, shape, groups) : NOTHING_HELD,
    registry.learn(idsOf(shape, groups)),
  ]);
  return groups.map((group) => {
    const { values } = group[0]!;
    // An id that is something else has versions of its own, which are none of this kind.
    const isOwn =
      shape.registers === undefined || registry.get(String(values['id']))?.kind === shape.registers;
    const versions = isOwn ? (held.get(keyText(values, shape.key)) ?? []) : [];
    const weighed = weigh(shape, { group, held: versions }, options);
    declare(registry, shape, weighed);
    return weighed;
  });
}

/** Every id that the rows name, and those that they would take. */
function idsOf(shape: KindShape, groups: readonly KeyGroup[]): Set<string> {
  const columns = [
    ...(shape.registers === undefined ? [] : ['id']),
    ...shape.references.map(({ name }) => name),
  ];
  const ids = new Set<string>();
  for (const group of groups)
    for (const { values } of group)
      for (const name of columns) {
        const id = values[name];
        if (typeof id === 'string') ids.add(id);
      }
  return ids;
}

function declare(registry: Registry, { registers }: KindShape, { kept }: Weighed): void {
  const [first] = kept;
  if (registers === undefined || first === undefined) return;
  const openedAt = first.row.values['opened_at'];
  registry.decide(String(first.row.values['id']), {
    kind: registers,
    ...(typeof openedAt === 'number' && { firstOpenedAt: openedAt }),
  });
}

/** Notes who is named by what is kept and was declared by nobody; gives the ids of which that is news. */
function noteMissing(
  { registry, made }: Access,
  { references, eventColumn }: KindShape,
  { weighed, kinship }: { weighed: readonly Weighed[]; kinship: WeighOptions['kinship'] },
): ReadonlySet<string> {
  const found: (Discovery & { id: string })[] = [];
  const columns = references.filter(({ canBeMade }) => canBeMade).map(({ name }) => name);
  for (const { kept } of weighed)
    for (const { row } of kept)
      for (const name of columns) {
        const id = row.values[name];
        if (typeof id !== 'string') continue;
        const isNobody = registry.get(id) === undefined && !kinship.isDeclared(id);
        if (!isNobody && !made.has(id)) continue;
        found.push({ id, recordedAt: row.recordedAt, registeredAt: Number(row.values[eventColumn ?? '']) });
      }
  const news = made.learn(found);
  for (const id of news) registry.decide(id, { kind: 'user' });
  return news;
}
