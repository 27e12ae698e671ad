import { describe, expect, it } from 'vitest';
import { makeMachine } from './fake-dependencies.ts';

describe('simulate', () => {
  it('asks for what it is told, prints the table, and writes plot and document', async () => {
    const machine = makeMachine();
    const { code, out } = await machine.run(
      'simulate',
      ...['--subjects', '400', '--months', '6', '--seeds', '2', '--first-seed', '7'],
      ...['--policy', 'network', '--dropping', '0.2', '--out', 'there'],
    );
    expect(code).toBe(0);
    const { laboratory, writeText, prepareFolder } = machine.fakes;
    expect(laboratory.simulate.mock.calls[0]?.[0]).toMatchObject({
      subjects: 400,
      months: 6,
      seeds: [7, 8],
      policies: ['network'],
      rates: { dropping: 0.2 },
      basis: 'contract',
      scorecard: { id: 'one-factor@1' },
      profile: { purpose: 'credit' },
    });
    expect(prepareFolder).toHaveBeenCalledWith('there');
    expect(writeText.mock.calls.map(([file]) => file)).toEqual([
      { path: 'there/simulation.svg', text: '<svg/>' },
      { path: 'there/simulation.json', text: '{\n  "subjects": 1000\n}\n' },
    ]);
    expect(out.split('\n')).toEqual([
      'measure             maxShare 0',
      '──────────────────  ──────────',
      'live ties a person        5.43',
      '',
      '1000 people; means over worlds, and how far from maxShare 0 with 95 % intervals.',
      'The months in between: there/simulation.svg and simulation.json beside it.',
      '',
    ]);
  });

  it('tries everything on three worlds for a year unless it is told otherwise', async () => {
    const machine = makeMachine();
    await machine.run('simulate');
    expect(machine.fakes.laboratory.simulate.mock.calls[0]?.[0]).toMatchObject({
      subjects: 1000,
      months: 12,
      seeds: [1, 2, 3],
      policies: ['personal', 'network'],
      rates: { dropping: 0.05 },
    });
    expect(machine.fakes.writeText).not.toHaveBeenCalled();
  });

  it('prints one document with --json', async () => {
    const { out } = await makeMachine().run('simulate', '--json');
    expect(JSON.parse(out)).toEqual({ subjects: 1000 });
  });

  it.each([
    [['--dropping', '1.5'], 'Expected a number from 0 to 1.'],
    [['--policy', 'none'], 'Allowed choices are personal, network.'],
    [['--months', '25'], 'Expected a whole number from 1 to 24.'],
    [['--subjects', '100'], 'Expected a whole number from 200 to 10000.'],
  ])('refuses %j', async (args, message) => {
    const { code, err } = await makeMachine().run('simulate', ...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
