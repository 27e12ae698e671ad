/** What the commands over time tell of somebody who withdrew the consent that the runs before stood on. */
import { describe, expect, it, vi } from 'vitest';
import { changeOfSubject } from '../../../src/engine/changes.ts';
import { consentedRuns } from './consented-runs.ts';

const json = (text: string) => JSON.parse(text) as Record<string, unknown>;
const NOT_CONSENTED = 'The subject has not consented to processing, or withdrew its consent';

describe('consent that was withdrawn', () => {
  it('leaves nothing of the runs before in the history, and says why', async () => {
    const machine = await consentedRuns();
    const { out } = await machine.run('history', 'u-1', '--json');
    expect(json(out)).toMatchObject({
      entries: [
        {
          run: { as_of: '2024-06-30T00:00:00.000Z' },
          ...{ outcome: 'unscorable', outcome_reason: 'no_processing_consent' },
          ...{ score: null, band: null, difference: null },
        },
      ],
      unmoved: 2,
    });
    const table = (await machine.run('history', 'u-1')).out;
    expect(table).toContain(NOT_CONSENTED);
    expect(table).not.toMatch(/400|650/);
  });

  it('leaves no number and no reading in a change between two earlier runs', async () => {
    const machine = await consentedRuns();
    const earlier = ['--from', '2024-06-30', '--to', '2024-12-31'];
    expect(json((await machine.run('diff', 'u-1', ...earlier, '--json')).out)).toMatchObject({
      before: { outcome_reason: 'no_processing_consent', score: null },
      after: { outcome_reason: 'no_processing_consent', score: null },
      difference: null,
      lines: [],
    });
    const { out } = await machine.run('diff', 'u-1', ...earlier);
    expect(out).toContain(NOT_CONSENTED);
    expect(out).not.toMatch(/400|650|months/);
  });

  it('is looked for in the history that tells the run before, read once, with the rows of both', async () => {
    const { store } = await consentedRuns();
    const history = vi.spyOn(store, 'history');
    const readScore = vi.spyOn(store, 'readScore');
    const { change } = await changeOfSubject(store, 'u-1', { purpose: 'credit' });
    expect(change).toMatchObject({ before: { score: null }, after: { score: null } });
    expect(history).toHaveBeenCalledOnce();
    // The store in memory reads a history score by score, of three runs.
    expect(readScore).toHaveBeenCalledTimes(3);
  });

  it('leaves none under another scorecard either, nor on a card of then', async () => {
    const machine = await consentedRuns();
    const then = ['--to', '2024-12-31', '--scorecard', 'one-factor@1', '--json'];
    const { out } = await machine.run('diff', 'u-1', ...then);
    expect(json(out)).toMatchObject({ before: { score: null }, after: { score: null }, lines: [] });
    const card = await machine.run('show', 'u-1', '--as-of', '2024-12-31', '--json');
    expect(json(card.out)).toMatchObject({ outcome_reason: 'no_processing_consent', score: null });
    const network = await machine.run('show', 'u-1', '--as-of', '2024-12-31', '--network');
    expect([network.code, network.out]).toEqual([1, '']);
  });

  it('lets nothing be supposed', async () => {
    const machine = await consentedRuns();
    const { code, err } = await machine.run('what-if', 'u-1', '--settle', 'loan-7');
    expect(code).toBe(1);
    expect(err).toContain("expected the subject's consent to processing for the purpose credit");
  });

  it('takes nothing from those who did not withdraw, nor from runs on another basis', async () => {
    const machine = await consentedRuns();
    const other = json((await machine.run('history', 'u-2', '--json')).out);
    expect(other).toMatchObject({ entries: [{ score: 650 }] });
    const [, earlier] = await machine.store.listRuns();
    await machine.run('score', '--as-of', '2025-12-31', '--basis', 'contract');
    const after = json((await machine.run('diff', 'u-1', '--from', earlier!.id, '--json')).out);
    expect(after).toMatchObject({ before: { score: null }, after: { score: 400 }, lines: [] });
  });
});
