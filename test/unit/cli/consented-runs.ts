import { factTables, makeMachine, type Machine } from './fake-dependencies.ts';

/** Runs on the basis of consent that each find so many active months of u-1; the last, that it withdrew its consent. */
export async function consentedRuns(): Promise<Machine> {
  const machine = makeMachine({ basis: 'consent' });
  const score = async (asOf: string, { months, consenting }: { months: number; consenting: number[] }) => {
    const tables = factTables();
    machine.store.project.mockResolvedValueOnce({
      ...tables,
      activity: { ...tables.activity, months: Float64Array.of(months, 10, 10) },
      consents: { subject: Uint32Array.from(consenting) },
    });
    await machine.run('score', '--as-of', asOf);
  };
  await score('2024-06-30', { months: 3, consenting: [0, 1] });
  await score('2024-12-31', { months: 8, consenting: [0, 1] });
  await score('2025-06-30', { months: 8, consenting: [1] });
  return machine;
}
