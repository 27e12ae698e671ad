/** Merchants and groups over HTTP, and whose scores moved whose. */
import { describe, expect, it } from 'vitest';
import { ledgerAnswer, scoreAnswer } from '../../src/http/card-schemas.ts';
import { networkAnswer } from '../../src/http/graph-schemas.ts';
import { problem } from '../../src/http/schemas.ts';
import { USUAL_NETWORK } from '../../src/scoring/network.ts';
import { boardOfWorld, networkScorecard, type NetworkWorld } from '../support/network-world.ts';
import { ledgerOf, scoreOf, startService, type Service } from './http-service.ts';

const USER = 's000';
const SHOP = 's001';
const [ONE, OTHER] = ['s002', 's003'];
const GROUP = 's004';
const FLAGGED = 's005';

/*
 * user (r 0, p 500) --0.8-- shop (r 36, p 800)        group { one (r 12, p 500), other (r 36, p 800), a member withheld }
 *
 * lambda(user) = 0.1 x 0.6 / 1.6 = 0.0375, its line 11.25, of which lambda 0.03 and the middle 850 of a third of the scale
 * make 10. The group's mean is (0.5 x 500 + 0.75 x 800) / 1.25 = 680; of its members none leans far enough for a line.
 */
const world: NetworkWorld = {
  subjects: [
    { above: 150 },
    { kind: 'merchant', above: 450, record: 36 },
    { above: 150, record: 12 },
    { above: 450, record: 36 },
    { kind: 'group' },
    { above: 450, outcome: 'restricted' },
  ],
  ties: [[0, 1, 0.8]],
  members: [
    [2, 4],
    [3, 4],
    [5, 4],
  ],
};

async function startNetwork(settings = USUAL_NETWORK): Promise<Service> {
  const board = await boardOfWorld(world, networkScorecard(settings));
  return startService({ scoreboard: () => board });
}

async function networkOf(service: Service, id: string, query = '') {
  const answer = await service.get(`/v1/subjects/${id}/network?purpose=credit${query}`, {
    authorization: `Bearer ${service.keys.graph}`,
  });
  expect(answer.status).toBe(200);
  return networkAnswer.parse(await answer.json());
}

describe('a merchant', () => {
  it('is scored and explained like a person', async () => {
    const service = await startNetwork();
    const score = scoreAnswer.parse(await (await service.get(scoreOf(SHOP))).json());
    expect(score).toMatchObject({ subject_kind: 'merchant', outcome: 'scored', score: 800 });
    const { ledger } = ledgerAnswer.parse(await (await service.get(ledgerOf(SHOP))).json());
    expect(ledger.map(({ item, millipoints }) => [item, millipoints])).toEqual([
      ['base', 350_000],
      ['factor', 450_000],
      ['factor', 0],
      ['limit', 0],
      ['rounding', 0],
      ['network', 0],
    ]);
  });
});

describe('a group', () => {
  it('has a score, and a ledger of its members and the step to a whole point', async () => {
    const service = await startNetwork();
    const score = scoreAnswer.parse(await (await service.get(scoreOf(GROUP))).json());
    expect(score).toMatchObject({ subject_kind: 'group', outcome: 'scored', score: 680, reasons: [] });
    const { ledger } = ledgerAnswer.parse(await (await service.get(ledgerOf(GROUP))).json());
    expect(ledger.map(({ item, millipoints }) => [item, millipoints])).toEqual([
      ['members', 680_000],
      ['rounding', 0],
    ]);
  });

  it('says to analysts what each member does for it, and is recorded as a read of them all', async () => {
    const service = await startNetwork();
    const { line, members } = await networkOf(service, GROUP);
    expect(line).toBeUndefined();
    expect(members!.map(({ subject_id, weight }) => [subject_id, weight])).toEqual([
      [ONE, 0.4],
      [OTHER, 0.6],
    ]);
    // Without one of them the mean is the other's score.
    expect(members!.map(({ lifts }) => Math.round(lifts!))).toEqual([680 - 800, 680 - 500]);
    // 1 / 1.0000315 being what comes back round the circle of two.
    const [own, others] = [(0.05 * 3) / 17, 0.025 / 7];
    expect(members![0]!.points).toBeCloseTo((own * 300 * (1 - others)) / (1 - own * others), 6);
    expect((await service.audited()).map(({ subjectId }) => subjectId)).toEqual([GROUP, ONE, OTHER]);
  });

  it('without members that count says so, and is taken apart for nobody', async () => {
    const board = await boardOfWorld({ ...world, members: [] }, networkScorecard(USUAL_NETWORK));
    const service = await startService({ scoreboard: () => board });
    const answer = scoreAnswer.parse(await (await service.get(scoreOf(GROUP))).json());
    expect(answer).toMatchObject({
      outcome: 'unscorable',
      outcome_reason: 'no_credible_members',
      score: null,
    });
    const network = await networkOf(service, GROUP);
    expect([network.outcome_reason, network.members]).toEqual(['no_credible_members', undefined]);
  });
});

describe('whose scores moved whose', () => {
  it('names them with what each added, and is recorded as a read of everybody named', async () => {
    const service = await startNetwork();
    const { line, members } = await networkOf(service, USER);
    expect(members).toBeUndefined();
    expect(line).toMatchObject({ personal: 500, served: 10, record: 0, credence: 0, groups: [] });
    expect(line!.exact).toBeCloseTo(11.25, 9);
    expect(line!.share).toBeCloseTo(0.0375, 12);
    expect(line!.contributors).toHaveLength(1);
    expect(line!.contributors[0]!.subject_id).toBe(SHOP);
    expect(line!.contributors[0]!.points).toBeCloseTo(11.25, 9);
    expect((await service.audited()).map(({ subjectId }) => subjectId)).toEqual([USER, SHOP]);
  });

  it('withholds what is withheld', async () => {
    const network = await networkOf(await startNetwork(), FLAGGED);
    expect(network).toEqual({
      ...{ subject_id: FLAGGED, subject_kind: 'user', run_id: 'r' },
      ...{ outcome: 'restricted', outcome_reason: 'held_back_by_flag' },
    });
  });

  it('is for keys with the scope of the graph, and asks whom and for what', async () => {
    const service = await startNetwork();
    const path = `/v1/subjects/${USER}/network`;
    const graph = { authorization: `Bearer ${service.keys.graph}` };
    const refused = async (target: string, headers?: Record<string, string>) => {
      const answer = await service.get(target, headers);
      return [answer.status, problem.parse(await answer.json()).code];
    };
    expect(await refused(`${path}?purpose=credit`)).toEqual([403, 'not_allowed']);
    expect(await refused(path, graph)).toEqual([400, 'invalid_input']);
    expect(await refused(`${path}?purpose=credit&limit=0`, graph)).toEqual([400, 'invalid_input']);
    expect(await refused('/v1/subjects/nobody/network?purpose=credit', graph)).toEqual([404, 'not_found']);
  });

  it('is not to be had of a run whose scorecard has no network, and says why', async () => {
    const board = await boardOfWorld(world, networkScorecard());
    const service = await startService({ scoreboard: () => board });
    const answer = await service.get(`/v1/subjects/${USER}/network?purpose=credit`, {
      authorization: `Bearer ${service.keys.graph}`,
    });
    expect(answer.status).toBe(404);
    expect(problem.parse(await answer.json()).detail).toContain('which has no network');
  });
});
