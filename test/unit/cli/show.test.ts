import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { makeMachine } from './fake-dependencies.ts';

const json = (text: string) => JSON.parse(text) as Record<string, unknown>;

async function scored() {
  const machine = makeMachine();
  await machine.run('score', '--as-of', '2024-06-30');
  await machine.run('score', '--as-of', '2025-12-31');
  return machine;
}

describe('show', () => {
  it('shows the run with the latest instant, whichever was made last', async () => {
    const machine = await scored();
    await machine.run('score', '--as-of', '2025-01-01');
    await machine.run('score', '--as-of', '2026-01-10', '--purpose', 'tenancy');
    expect(json((await machine.run('show', 'u-1', '--json')).out)['as_of']).toBe('2025-12-31T00:00:00.000Z');
    const other = await machine.run('show', 'u-1', '--purpose', 'tenancy', '--json');
    expect(json(other.out)['as_of']).toBe('2026-01-10T00:00:00.000Z');
    const nowhere = await machine.run('show', 'u-1', '--purpose', 'travel');
    expect(nowhere.code).toBe(1);
    expect(nowhere.err).toContain('for the purpose travel');
  });

  it('is a list without a frame where the terminal is narrow', async () => {
    const machine = await scored();
    machine.stdout.isTTY = true;
    machine.stdout.columns = 40;
    const { code, out } = await machine.run('show', 'u-1');
    expect(code).toBe(0);
    const plain = stripVTControlCharacters(out);
    expect(plain).toContain('400 poor');
    expect(plain).toMatch(/Active months of 12: 3 months, 50 of\s+300/);
    expect(plain).not.toMatch(/[│╭]/);
    for (const line of plain.split('\n')) expect(line.length, line).toBeLessThanOrEqual(40);
  });
});
