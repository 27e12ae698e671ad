import { describe, expect, it } from 'vitest';
import { makeMachine } from './fake-dependencies.ts';

describe('world', () => {
  it('makes a world where it is told and says how to go on', async () => {
    const machine = makeMachine();
    const { code, out } = await machine.run(
      'world',
      '--subjects',
      '5000',
      '--transactions',
      '60000',
      '--seed',
      '7',
      '--network-signal',
      '-0.5',
      '--out',
      'there',
    );
    expect(code).toBe(0);
    expect(machine.fakes.prepareEmptyFolder).toHaveBeenCalledWith('there');
    expect(machine.fakes.makeWorld).toHaveBeenCalledWith(
      'there',
      expect.objectContaining({ subjects: 5000, transactions: 60_000, seed: 7, networkSignal: -0.5 }),
    );
    expect(out).toBe(
      '318,831 facts in there/facts, the truth apart in there/truth.\nScore as of 2025-12-31T18:00:00.000Z in CNY.\n',
    );
  });

  it('leaves what is not said to the generator', async () => {
    const machine = makeMachine();
    await machine.run('world', '--out', 'there');
    expect(machine.fakes.makeWorld.mock.calls[0]?.[1]).toMatchObject({ subjects: 2000, seed: 1 });
    expect(machine.fakes.makeWorld.mock.calls[0]?.[1]).not.toHaveProperty('networkSignal');
  });

  it.each([
    [['--out', 'there', '--network-signal', '1.5'], 'Expected a number from -1 to 1.'],
    [['--out', 'there', '--subjects', '100'], 'Expected a whole number from 200 to 1000000.'],
    [[], '--out'],
  ])('refuses %j', async (args, message) => {
    const { code, err } = await makeMachine().run('world', ...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
