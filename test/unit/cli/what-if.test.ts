import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addHypothesisOptions } from '../../../src/cli/what-if-options.ts';
import { makeMachine } from './fake-dependencies.ts';

function parsed(...argv: readonly string[]) {
  const command = new Command().exitOverride().configureOutput({ outputError: () => undefined });
  const changes = addHypothesisOptions(command);
  command.parse(argv, { from: 'user' });
  return changes;
}

describe('suppositions on the command line', () => {
  it('come in the order in which they were written, of all kinds', () => {
    const kinds = ['--settle=a', '--pay-due=b:3', '--settle=c', '--end-tie=d', '--join-group=e'];
    expect(parsed(...kinds, '--leave-group', 'f', '--guarantor', 'g')).toEqual([
      { kind: 'settle', obligationId: 'a' },
      { kind: 'pay_due', obligationId: 'b', seq: 3 },
      { kind: 'settle', obligationId: 'c' },
      { kind: 'end_tie', otherId: 'd' },
      { kind: 'join_group', groupId: 'e' },
      { kind: 'leave_group', groupId: 'f' },
      { kind: 'add_guarantor', guarantorId: 'g' },
    ]);
  });

  it('name ids with colons by writing those as %3A', () => {
    expect(parsed('--pay-due', 'urn%3aloan:0', '--settle', 'a:b')).toEqual([
      { kind: 'pay_due', obligationId: 'urn:loan', seq: 0 },
      { kind: 'settle', obligationId: 'a:b' },
    ]);
  });

  it.each([
    ['g:loan', { guarantorId: 'g', obligationId: 'loan' }],
    ['g:loan:500', { guarantorId: 'g', obligationId: 'loan', amountMinor: 500 }],
    ['g::500', { guarantorId: 'g', amountMinor: 500 }],
    ['g:loan:0', { guarantorId: 'g', obligationId: 'loan', amountMinor: 0 }],
  ])('say what a guarantor stands for: %s', (text, change) => {
    expect(parsed('--guarantor', text)).toEqual([{ kind: 'add_guarantor', ...change }]);
  });

  it.each([
    ['--pay-due', 'loan'],
    ['--pay-due', 'loan:x'],
    ['--pay-due', 'loan:-1'],
    ['--pay-due', ':1'],
    ['--pay-due', 'a:b:1'],
    ['--guarantor', ':loan'],
    ['--guarantor', 'g:loan:1.5'],
    ['--guarantor', 'g:loan:1:2'],
    ['--settle', 'x'.repeat(201)],
  ])('are refused where they say nothing: %s %s', (...argv) => {
    expect(() => parsed(...argv)).toThrow(/Expected (an obligation|who stands in|an id)/);
  });
});

describe('what-if', () => {
  it('draws what is and what would be, and tells what makes the difference', async () => {
    const machine = makeMachine();
    await machine.run('score', '--as-of', '2025-01-10');
    const { code, out, err } = await machine.run('what-if', 'u-2', '--guarantor', 'u-1');
    expect({ code, err: err.includes('read facts') }).toEqual({ code: 0, err: true });
    expect(out).toContain('u-2');
    expect(out).toContain('If so');
    expect(out.match(/▼ 650/g)).toHaveLength(2);
    expect(out).toContain('Nothing changed.');
    expect(machine.store.runs).toHaveLength(1);
  });

  it('prints the JSON of the API with --json', async () => {
    const machine = makeMachine();
    await machine.run('score', '--as-of', '2025-01-10');
    const { out, err } = await machine.run('what-if', 'u-2', '--guarantor', 'u-1', '--json');
    expect(err).toBe('');
    expect(JSON.parse(out)).toMatchObject({
      run: { id: machine.store.runs[0]!.run.id, kind: 'full' },
      subject_id: 'u-2',
      before: { outcome: 'scored', score: 650 },
      difference: 0,
      lines: [],
    });
  });

  it.each([
    [['u-2', '--settle', 'loan-1'], 'the subject has no obligation loan-1'],
    [['u-5', '--settle', 'loan-1'], 'did you mean u-'],
    [['u-2', '--settle', 'loan-1', '--purpose', 'tenancy'], 'credence score'],
  ])('refuses what cannot be: %j', async (argv, part) => {
    const machine = makeMachine();
    await machine.run('score', '--as-of', '2025-01-10');
    const { code, out, err } = await machine.run('what-if', ...argv);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(part);
  });
});

it('what-if with nothing supposed is wrong usage', async () => {
  const { code, err } = await makeMachine().run('what-if', 'u-2');
  expect([code, err]).toEqual([2, expect.stringContaining('nothing is supposed')]);
});

describe('score --touched', () => {
  it('stands on the latest run and says what came of it', async () => {
    const machine = makeMachine();
    await machine.run('score', '--as-of', '2025-01-10');
    const { run } = machine.store.runs[0]!;
    const touched = ['score', '--touched', '--as-of', '2025-01-12'] as const;
    const { code, out } = await machine.run(...touched, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      as_of: '2025-01-12T00:00:00.000Z',
      base: run.id,
      touched: { subjects: 0, changed: 0, near_edges: [] },
    });
    expect(machine.store.runs.at(-1)?.run.base).toBe(run.id);
    expect((await machine.run(...touched)).out).toContain('Nothing came since that run');
  });

  it('says why it scored everyone after all', async () => {
    const machine = makeMachine();
    await machine.run('score', '--as-of', '2025-01-10');
    const { code, out } = await machine.run('score', '--touched', '--as-of', '2025-02-01');
    expect(code).toBe(0);
    const again = await machine.run('score', '--touched', '--as-of', '2025-03-01', '--json');
    const told = JSON.parse(again.out) as object;
    expect(told).toMatchObject({ touched: null });
    expect(told).not.toHaveProperty('base');
    expect(out).toContain('Everyone was scored: a run as of another calendar month');
    expect(machine.store.runs.at(-1)?.run.base).toBeUndefined();
  });

  it('needs a run to stand on, and takes no rules of its own', async () => {
    const machine = makeMachine();
    const { code, err } = await machine.run('score', '--touched');
    expect([code, err]).toEqual([1, expect.stringContaining('make one first: credence score')]);
    for (const rule of [
      ['--scorecard', 'x'],
      ['--profile', 'x'],
      ['--basis', 'contract'],
      ['--currency', 'EUR'],
    ])
      expect((await machine.run('score', '--touched', ...rule)).code).toBe(2);
  });
});
