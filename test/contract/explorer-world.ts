/** What the cases of exploring are made of: people by name and rows with everything but the names filled in. */
import { RELATIONS, type GraphExplorer } from '../../src/engine/exploring/explorer.ts';
import type { Cut } from '../../src/engine/ports.ts';
import type { RawRow } from '../support/staging.ts';
import { NOW } from './small-world.ts';
import { instant, type StoreBench } from './store-bench.ts';

export const people = (...ids: readonly string[]): RawRow[] =>
  ids.map((id) => ({ id, registered_at: '2020-01-01' }));

/** A tie of friends, accepted, of strength 0.5 unless said otherwise. */
export const tie = (from_id: string, to_id: string, rest: RawRow = {}): RawRow => ({
  from_id,
  to_id,
  kind: 'friend',
  since: '2021-01-01',
  accepted_at: '2021-01-02',
  strength: 0.5,
  ...rest,
});

export const rating = (from_id: string, to_id: string, rest: RawRow): RawRow => ({
  from_id,
  to_id,
  occurred_at: '2024-01-01',
  ...rest,
});

export const guarantee = (guarantor_id: string, debtor_id: string, rest: RawRow = {}): RawRow => ({
  guarantor_id,
  debtor_id,
  since: '2022-01-01',
  ...rest,
});

export const sighting = (subject_id: string, value: string, rest: RawRow = {}): RawRow => ({
  subject_id,
  kind: 'phone',
  value,
  occurred_at: '2023-01-01',
  ...rest,
});

/** The cut of the latest batch as of an instant. */
export async function cutAt({ store }: StoreBench, asOf = NOW): Promise<Cut> {
  return { asOf: instant(asOf), batch: await store.latestBatch() };
}

/** An egonet over everything unless said otherwise. */
export async function egonetOf(
  bench: StoreBench,
  id: string,
  change: Partial<Parameters<GraphExplorer['egonet']>[1]> = {},
): ReturnType<GraphExplorer['egonet']> {
  const { explore } = bench.store;
  return explore.egonet(id, {
    radius: 1,
    limit: 100,
    relations: RELATIONS,
    at: await cutAt(bench),
    ...change,
  });
}
