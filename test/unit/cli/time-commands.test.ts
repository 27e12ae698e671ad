/** `diff`, `history`, `runs` and `replay` over runs made in memory. */
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parseScorecard } from '../../../src/scoring/scorecard.ts';
import { factTables, makeMachine, NOW } from './fake-dependencies.ts';

const json = (text: string) => JSON.parse(text) as Record<string, unknown>;

/** u-1 was active in 3 months, and then in 8; the facts before are those of every other run. */
async function scored() {
  const machine = makeMachine();
  await machine.run('score', '--as-of', '2024-06-30');
  await machine.run('score', '--as-of', '2024-12-31');
  machine.store.project.mockImplementationOnce(() => {
    const tables = factTables();
    const activity = {
      ...tables.activity,
      months: Float64Array.of(8, 10, 10),
      acts: Float64Array.of(9, 12, 12),
    };
    return Promise.resolve({ ...tables, activity });
  });
  await machine.run('score', '--as-of', '2025-06-30');
  const [last, middle, first] = await machine.store.listRuns();
  return { machine, ids: { first: first!.id, middle: middle!.id, last: last!.id } };
}

describe('diff', () => {
  it('tells why a score changed since the run before, the largest line first, with its sum', async () => {
    const { machine } = await scored();
    const { code, out } = await machine.run('diff', 'u-1');
    expect(code).toBe(0);
    expect(out).toContain('u-1 (user): 400 poor → 650 very good');
    expect(out).toMatch(/from +2024-12-31/);
    expect(out).toMatch(/to +2025-06-30/);
    expect(out).toMatch(/\+250 +Active months of 12: 3 months → 8 months/);
    expect(out).toMatch(/\+250 +Score\n$/);
  });

  it('takes the run made last by an instant, or one by its id, in whichever order', async () => {
    const { machine, ids } = await scored();
    const back = await machine.run('diff', 'u-1', '--from', '2026-01-01', '--to', ids.first, '--json');
    expect(json(back.out)).toMatchObject({
      from: { id: ids.last, kind: 'full', as_of: '2025-06-30T00:00:00.000Z' },
      to: { id: ids.first },
      before: { score: 650 },
      after: { score: 400 },
      difference: -250,
      lines: [
        { item: 'factor', cause: 'facts', factor: 'active-months', points: -250, millipoints: -250_000 },
      ],
    });
    const same = await machine.run('diff', 'u-1', '--from', '2024-07-01', '--to', '2024-12-31');
    expect(same.out).toContain('Nothing changed.');
  });

  it('says of a score that came or went no more than that', async () => {
    const { machine } = await scored();
    machine.store.project.mockImplementationOnce(() =>
      Promise.resolve({
        ...factTables(),
        restrictions: { subject: Uint32Array.of(0, 3), flagged_at: Float64Array.of(0, 0) },
      }),
    );
    await machine.run('score', '--as-of', '2025-12-31');
    const { out } = await machine.run('diff', 'u-1');
    expect(out).toContain('u-1 (user): 650 very good → restricted');
    expect(out).not.toMatch(/points|Nothing/);
  });

  it('says where to look which runs there are where there is none, or one alone', async () => {
    const { machine, ids } = await scored();
    const early = await machine.run('diff', 'u-1', '--from', '2020-01-01');
    expect(early.code).toBe(1);
    expect(early.err).toContain('no run as of 2020-01-01 or earlier for the purpose credit; credence runs');
    expect(early.err).not.toContain('memory:');
    const one = await machine.run('diff', 'u-1', '--from', '2025-07-01', '--to', ids.last);
    expect(one.code).toBe(1);
    expect(one.err).toContain(`both sides are the run ${ids.last}`);
    const before = await machine.run('diff', 'u-1', '--to', ids.first);
    expect(before.err).toContain('nothing to compare it with');
    expect((await machine.run('diff', 'nobody')).err).toContain(
      'no run for the purpose credit knows the subject nobody; check the id',
    );
    expect((await machine.run('diff', 'u-1', '--from', 'soon')).code).toBe(2);
  });

  it('holds a score against another scorecard over the same facts, and keeps nothing', async () => {
    const { machine } = await scored();
    const card = await machine.fakes.readScorecard('one-factor@1');
    machine.fakes.readScorecard.mockResolvedValueOnce(
      parseScorecard(
        card.canonicalJson.replace('"below":6', '"below":2').replace('one-factor@1', 'milder@1'),
      ),
    );
    const { code, out } = await machine.run('diff', 'u-1', '--scorecard', 'milder.json', '--json');
    expect(code).toBe(0);
    // 3 months, by the mock of every other run.
    expect(json(out)).toMatchObject({ difference: 0, to: { scorecard: { id: 'milder@1' } } });
    expect(machine.store.runs).toHaveLength(3);
  });
});

describe('runs on two bases', () => {
  it('are not held against each other unless both are named', async () => {
    const { machine, ids } = await scored();
    await machine.run('score', '--as-of', '2025-03-31', '--basis', 'consent');
    const aside = machine.store.runs.at(-1)!.run.id;
    // Nobody has consented, so that the run between has no score of anybody.
    const { out } = await machine.run('history', 'u-1', '--json');
    expect(json(out)).toMatchObject({ entries: [{ score: 400 }, { score: 650 }], unmoved: 1 });
    for (const from of [[], ['--from', '2025-04-01']]) {
      const change = json((await machine.run('diff', 'u-1', ...from, '--json')).out);
      expect(change).toMatchObject({ from: { id: ids.middle, basis: 'contract' }, difference: 250 });
    }
    const named = json((await machine.run('diff', 'u-1', '--from', aside, '--json')).out);
    expect(named).toMatchObject({ from: { id: aside, basis: 'consent' }, before: { score: null } });
    const alone = await machine.run('diff', 'u-1', '--to', aside);
    expect(alone.err).toContain('no run on the basis of consent before that as of 2025-03-31');
  });
});

describe('history', () => {
  it('lists the runs that moved a score and counts the others', async () => {
    const { machine } = await scored();
    const { code, out } = await machine.run('history', 'u-1');
    expect(code).toBe(0);
    expect(out.split('\n').slice(2)).toEqual([
      '2024-06-30    400  poor',
      expect.stringMatching(
        /^2025-06-30 +650 +very good +\+250 +\+250 Active months of 12: 3 months → 8 months$/,
      ),
      '',
      '1 more run left the score as it was',
      '',
    ]);
  });

  it('draws bars on a terminal', async () => {
    const { machine } = await scored();
    machine.stdout.isTTY = true;
    const { out } = await machine.run('history', 'u-1');
    // 300 of 600 above the lowest: ten of twenty columns.
    expect(stripVTControlCharacters(out)).toContain('█'.repeat(10) + '·'.repeat(10));
  });

  it('is one document with --json, and refuses whom nobody knows', async () => {
    const { machine } = await scored();
    expect(json((await machine.run('history', 'u-1', '--json')).out)).toMatchObject({
      subject_id: 'u-1',
      entries: [
        { score: 400, difference: null, run: { as_of: '2024-06-30T00:00:00.000Z' } },
        { score: 650, difference: 250, cause: { factor: 'active-months', points: 250 } },
      ],
      unmoved: 1,
    });
    const flagged = json((await machine.run('history', "u-4'張", '--json')).out);
    expect(flagged).toMatchObject({ entries: [{ outcome: 'restricted', score: null, difference: null }] });
    expect((await machine.run('history', 'nobody')).code).toBe(1);
  });
});

describe('runs', () => {
  it('lists what is held, the latest first', async () => {
    const { machine, ids } = await scored();
    await machine.run('score', '--as-of', '2026-01-01', '--purpose', 'tenancy');
    const all = await machine.run('runs');
    expect(all.code).toBe(0);
    expect(all.out.split('\n')[3]).toMatch(
      new RegExp(`^${ids.last}  2025-06-30  full  credit   one-factor@1 +4 +2$`),
    );
    const own = await machine.run('runs', '--purpose', 'credit', '--json');
    const { runs } = json(own.out) as { runs: Record<string, unknown>[] };
    expect(runs.map(({ id }) => id)).toEqual([ids.last, ids.middle, ids.first]);
    expect(runs[0]).toMatchObject({ kind: 'full', batch: 1, subjects: 4, scored: 2, basis: 'contract' });
    expect(runs[0]).toMatchObject({ finished_at: new Date(NOW).toISOString() });
    expect((await makeMachine().run('runs')).out).toContain('credence score');
  });

  it('compares two of them', async () => {
    const { machine, ids } = await scored();
    const { code, out } = await machine.run('runs', 'compare', ids.middle, ids.last);
    expect(code).toBe(0);
    // u-1 rose; u-2 stayed; u-3 is unscorable and u-4 restricted in both.
    expect(out).toContain('1 have another score and 1 the same');
    expect(out).toMatch(/poor +1 +· +·/);
    // Halves: none is left in the first, counted as a half: (1/4 - 1/2) ln(1/2); (1 - 1/2) ln 2 in the second.
    expect(out).toContain(`population stability index ${(0.75 * Math.LN2).toFixed(4)}: a significant change`);
    expect(out).toContain('of fewer than 100 it may be chance alone');
    expect(json((await machine.run('runs', 'compare', ids.middle, ids.last, '--json')).out)).toMatchObject({
      entered: 0,
      left: 0,
      moved: 1,
      stayed: 1,
      kinds: [{ kind: 'user', base: { scored: 2, mean: 525, median: 525 }, other: { mean: 650 } }],
    });
    expect((await machine.run('runs', 'compare', ids.middle, 'none')).code).toBe(1);
  });
});

describe('replay', () => {
  it('says that a run came out again, with its hash', async () => {
    const { machine, ids } = await scored();
    const { code, out } = await machine.run('replay', ids.first);
    expect(code).toBe(0);
    expect(out).toMatch(/^equal: .* 4 subjects to the byte\nSHA-256 [0-9a-f]{64}\n$/);
    expect(json((await machine.run('replay', ids.first, '--json')).out)).toMatchObject({ equal: true });
  });

  it('ends with 1 where anything differs, and refuses a run that is not held', async () => {
    const { machine, ids } = await scored();
    const held = machine.store.runs[0]!;
    machine.store.runs[0] = { ...held, run: { ...held.run, basis: 'consent' } };
    const { code, err } = await machine.run('replay', ids.first);
    expect(code).toBe(1);
    expect(err).toContain('came out otherwise');
    expect((await machine.run('replay', 'none')).code).toBe(1);
  });
});
