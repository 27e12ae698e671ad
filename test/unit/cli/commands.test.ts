import { describe, expect, it } from 'vitest';
import { InvalidConfigError, InvalidInputError } from '../../../src/domain/errors.ts';
import { fakeServer, makeMachine, noFacts, NOW } from './fake-dependencies.ts';

const json = (text: string) => JSON.parse(text) as Record<string, unknown>;

describe('import', () => {
  const summary = {
    files: [
      { kind: 'users', origin: 'users.csv', read: 1200, created: 1100, updated: 50, unchanged: 40, retracted: 7, rejected: 3 },
      { kind: 'ties', origin: 'ties.csv', read: 10, created: 10, updated: 0, unchanged: 0, retracted: 0, rejected: 0 },
    ],
    batch: 4,
    createdMissing: 2,
    rejectsPath: 'credence-rejects.csv',
  } as const; // prettier-ignore
  const machineOf = () => {
    const machine = makeMachine();
    machine.fakes.importFiles.mockResolvedValue(summary);
    return machine;
  };

  it('prints counts per kind, totals, the batch and where rejected rows are, and exits 0', async () => {
    const { code, out, err } = await machineOf().run('import', 'facts');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const rows = out.split('\n').map((line) => line.trim().split(/ {2,}/));
    expect(rows).toContainEqual([
      'kind',
      'read',
      'created',
      'updated',
      'unchanged',
      'retracted',
      'rejected',
      'from',
    ]);
    expect(rows).toContainEqual(['users', '1,200', '1,100', '50', '40', '7', '3', 'users.csv']);
    expect(rows).toContainEqual(['total', '1,210', '1,110', '50', '40', '7', '3']);
    expect(out).toContain('Batch 4.');
    expect(out).toContain('2 users were made');
    expect(out).toContain('credence-rejects.csv');
  });

  it('prints one JSON document with --json', async () => {
    const { out } = await machineOf().run('import', 'facts', '--json');
    expect(json(out)).toMatchObject({
      batch: 4,
      created_missing: 2,
      rejects_path: 'credence-rejects.csv',
      files: [
        { kind: 'users', origin: 'users.csv', read: 1200, rejected: 3 },
        { kind: 'ties', created: 10 },
      ],
      totals: { read: 1210, created: 1110, updated: 50, unchanged: 40, retracted: 7, rejected: 3 },
    });
  });

  it('hands on what was asked for', async () => {
    const machine = machineOf();
    await machine.run(
      'import',
      'otc',
      '--recipe',
      'r',
      '--recorded',
      'event',
      '--create-missing',
      '--strict',
      '--rejects',
      'x.csv',
    );
    expect(machine.fakes.importFiles).toHaveBeenCalledWith(
      machine.store,
      expect.objectContaining({
        from: 'otc', recipe: 'r', recorded: 'event', createMissing: true, strict: true, rejectsPath: 'x.csv', now: NOW,
      }), // prettier-ignore
    );
  });

  it('exits 1 where --strict refuses', async () => {
    const refusal = new InvalidInputError('3 rows were rejected and nothing was imported');
    const machine = makeMachine();
    machine.fakes.importFiles.mockRejectedValue(refusal);
    expect(await machine.run('import', 'facts', '--strict')).toEqual({
      code: 1,
      out: '',
      err: 'credence: 3 rows were rejected and nothing was imported\n',
    });
  });
});

describe('score', () => {
  it('says how many had which outcome, and how the scores spread', async () => {
    const { code, out } = await makeMachine().run('score', '--as-of', '2025-12-31');
    expect(code).toBe(0);
    expect(out).toMatch(/as of +2025-12-31, batch 1/);
    expect(out).toMatch(/scored +2 +50\.0 %/);
    expect(out).toMatch(/unscorable +1 +25\.0 %/);
    expect(out).toMatch(/restricted +1 +25\.0 %/);
    expect(out).toMatch(/400–424 █+ +1 {2}poor/);
    expect(out).toMatch(/650–674 █+ +1 {2}very good/);
    // 400 and 650; 4 / (4 + 12) and 12 / (12 + 12)
    expect(out).toContain('mean 525.0   median 525   mean confidence 37.5 %');
    expect(out).not.toContain('\u001b');
  });

  it('gives the same bytes whenever it is run', async () => {
    const first = await makeMachine().run('score', '--as-of', '2025-12-31');
    const later = await makeMachine({}, NOW + 86_400_000).run('score', '--as-of', '2025-12-31');
    expect(later.out).toBe(first.out);
  });

  it('takes now where no instant is named', async () => {
    const { out } = await makeMachine().run('score', '--json');
    expect(json(out)['as_of']).toBe('2026-01-15T12:00:00.000Z');
  });

  it('prints one JSON document with --json and nothing on standard error', async () => {
    const { out, err } = await makeMachine().run('score', '--json', '--purpose', 'tenancy');
    expect(err).toBe('');
    expect(json(out)).toMatchObject({
      run_id: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      batch: 1,
      scorecard: { id: 'one-factor@1' },
      purpose: 'tenancy',
      basis: 'contract',
      subjects: 4,
      outcomes: { scored: 2, unscorable: 1, restricted: 1 },
      scores: { mean: 525, median: 525, confidence: 0.375 },
      bands: [
        { from: 350, name: 'poor', subjects: 1 },
        { subjects: 0 },
        { subjects: 0 },
        { name: 'very good', subjects: 1 },
        { subjects: 0 },
      ],
    });
    expect(
      (json(out)['histogram'] as { subjects: number }[]).reduce((sum, step) => sum + step.subjects, 0),
    ).toBe(2);
  });

  it('says what it does on standard error', async () => {
    const { err } = await makeMachine().run('score', '--as-of', '2025-12-31');
    expect(err).toMatch(/^(credence: [^\n]+\n)+$/);
    expect(err).toContain('credence: read facts as of 2025-12-31\n');
  });

  it('ends alike where there are no facts, and where there are no scores', async () => {
    const machine = makeMachine();
    machine.store.batch = 0;
    for (const argv of [['score'], ['factors'], ['show', 'u-1']]) {
      const { code, err } = await machine.run(...argv);
      expect(code, argv.join(' ')).toBe(1);
      expect(err).toMatch(/holds no (facts|scores)/);
    }
  });

  it('hints at the recorded instants where nobody was known by then', async () => {
    const machine = makeMachine();
    machine.store.project.mockResolvedValue(noFacts());
    const { code, out } = await machine.run('score', '--as-of', '2001-01-01');
    expect(code).toBe(0);
    expect(out).toContain('--recorded event');
  });

  it('has no scores to show where nobody has any', async () => {
    const { code, out } = await makeMachine().run('score', '--basis', 'consent');
    expect(code).toBe(0);
    expect(out).toMatch(/scored +0 +0\.0 %/);
    expect(out).not.toContain('mean');
  });
});

describe('show', () => {
  async function scored() {
    const machine = makeMachine();
    await machine.run('score', '--as-of', '2024-06-30');
    await machine.run('score', '--as-of', '2025-12-31');
    return machine;
  }

  it('draws the card of the latest run', async () => {
    const { code, out, err } = await (await scored()).run('show', 'u-2');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/Score +650/);
    expect(out).toMatch(/as of +2025-12-31 /);
    expect(out).not.toContain('\u001b');
  });

  it('is coloured on a terminal, unless the settings say no', async () => {
    const machine = await scored();
    machine.stdout.isTTY = true;
    expect((await machine.run('show', 'u-2')).out).toContain('\u001b[');
    const plain = makeMachine({ colour: false });
    plain.store.runs = machine.store.runs;
    plain.stdout.isTTY = true;
    expect((await plain.run('show', 'u-2')).out).not.toContain('\u001b');
  });

  it('picks the run of an instant', async () => {
    const { out } = await (await scored()).run('show', 'u-1', '--as-of', '2024-06-30', '--json');
    expect(json(out)).toMatchObject({ as_of: '2024-06-30T00:00:00.000Z', score: 400 });
  });

  it('refuses an instant nobody was scored at, and names those that were', async () => {
    const { code, err } = await (await scored()).run('show', 'u-1', '--as-of', '2023-01-01');
    expect(code).toBe(1);
    expect(err).toContain('no run as of 2023-01-01');
    expect(err).toContain('2024-06-30, 2025-12-31');
  });

  it('prints the fields of the HTTP API with --json', async () => {
    const { out } = await (await scored()).run('show', 'u-1', '--json');
    expect(json(out)).toEqual({
      subject_id: 'u-1',
      subject_kind: 'user',
      outcome: 'scored',
      score: 400,
      band: 'poor',
      band_range: ['poor'],
      confidence: 0.25,
      evidence: 4,
      as_of: '2025-12-31T00:00:00.000Z',
      run_id: expect.any(String) as string,
      scorecard: { id: 'one-factor@1', hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
      purpose: 'credit',
      basis: 'contract',
      reasons: [
        {
          code: 'few_active_months',
          text: 'Some of the last 12 months had no activity',
          factor: 'active-months',
          group: 'behaviour_and_preferences',
          points_lost: 250,
          value: 3,
          unit: 'months',
          evidence: 4,
          against: 0,
          evidence_text: 'active in 3 months',
        },
      ],
      reasons_ranked_by: 'points_lost',
      improvements: [],
      not_measured: [],
      // A variance of 300^2 / 12 x 12 / (12 + 4) = 5,625 on both sides of 400: 1.2816 x 75 = 96.12.
      interval: { low: 350, high: 497, level: 0.8 },
      rank: { position: 2, of: 2, percentile: 25 },
      certificate: {
        profile: 'any@1',
        law: [],
        excluded: { about_others: false, groups: [], relations: [], factors: [] },
        reads_about_others: false,
        network_max_share: 0,
        retention_days: 365,
      },
      groups: expect.arrayContaining([
        {
          group: 'behaviour_and_preferences',
          millipoints: 50_000,
          points: 50,
          best_millipoints: 300_000,
          best_points: 300,
          measured: 1,
          factors: 1,
        },
      ]) as unknown,
      ledger: [
        { item: 'base', millipoints: 350_000, points: 350 },
        {
          item: 'factor',
          factor: 'active-months',
          group: 'behaviour_and_preferences',
          title: 'Active months of 12',
          unit: 'months',
          value: 3,
          evidence: 4,
          against: 0,
          bin: 'below 6',
          measurable: true,
          millipoints: 50_000,
          points: 50,
          best_millipoints: 300_000,
          best_points: 300,
          reason: { code: 'few_active_months', text: 'Some of the last 12 months had no activity' },
        },
        { item: 'limit', millipoints: 0, points: 0 },
        { item: 'rounding', millipoints: 0, points: 0 },
      ],
    });
  });

  it('withholds the number of the restricted', async () => {
    const { code, out } = await (await scored()).run('show', "u-4'張", '--json');
    expect(code).toBe(0);
    expect(json(out)).toMatchObject({
      outcome: 'restricted',
      outcome_reason: 'held_back_by_flag',
      score: null,
      ledger: [],
    });
    expect(out).not.toContain('650');
  });

  it.each([
    ['U-1', 'did you mean u-1?'],
    ['u-22', 'did you mean u-2?'],
    ['somebody else', 'check the id'],
  ])('exits 1 for the unknown subject %s', async (subject, mend) => {
    const { code, out, err } = await (await scored()).run('show', subject);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(mend);
  });

  it('says how to make a run where there is none', async () => {
    const { code, err } = await makeMachine().run('show', 'u-1');
    expect(code).toBe(1);
    expect(err).toContain('credence score');
  });
});

describe('factors', () => {
  it('summarises each factor', async () => {
    const { code, out } = await makeMachine().run('factors', '--as-of', '2025-12-31');
    expect(code).toBe(0);
    const rows = out.split('\n').map((line) => line.trim().split(/ {2,}/));
    expect(rows).toContainEqual(['active-months', '3', '3 months', '10 months', '10 months']);
    expect(rows).toContainEqual(['utilisation', '0']);
    expect(out).toContain('4 subjects as of 2025-12-31.');
  });

  it('gives null, not 0, where nothing could be measured', async () => {
    const { out } = await makeMachine().run('factors', '--json');
    expect(json(out)).toMatchObject({ subjects: 4 });
    expect(json(out)['factors']).toContainEqual({
      id: 'utilisation',
      measured: 0,
      min: null,
      median: null,
      max: null,
    });
  });

  it('writes the matrix with --out, one row per subject', async () => {
    const machine = makeMachine();
    const { code, out } = await machine.run('factors', '--out', 'f.csv');
    expect(code).toBe(0);
    expect(out).toMatch(/^Wrote 4 subjects by \d+ factors .* to f\.csv\n$/);
    const [request] = machine.fakes.writeMatrix.mock.calls[0]!;
    expect(request.path).toBe('f.csv');
    expect(request.header[0]).toBe('subject_id');
    expect(request.header).toHaveLength(request.columns.length + 1);
    const months = request.columns[request.header.indexOf('active-months') - 1];
    expect(months).toEqual(Float64Array.of(3, 10, Number.NaN, 10));
  });

  it('measures nothing where the matrix could not be written', async () => {
    const machine = makeMachine();
    machine.fakes.checkMatrixPath.mockRejectedValue(new InvalidConfigError('write x.db: no .csv'));
    expect((await machine.run('factors', '--out', 'x.db')).code).toBe(2);
    expect(machine.fakes.openStore).not.toHaveBeenCalled();
  });

  it('leaves out who has not consented where that is the basis', async () => {
    const { out } = await makeMachine().run('factors', '--basis', 'consent', '--json');
    expect(json(out)).toMatchObject({ subjects: 4, basis: 'consent' });
    expect(json(out)['factors']).toContainEqual(
      expect.objectContaining({ id: 'active-months', measured: 0 }) as unknown,
    );
  });
});

describe('serve', () => {
  it('prints the address and waits until the server has stopped', async () => {
    const order: string[] = [];
    const stopped = new Promise<void>((resolve) => setTimeout(resolve, 20)).then(
      () => void order.push('stopped'),
    );
    const machine = makeMachine();
    const server = fakeServer('http://[::1]:8080', stopped);
    machine.fakes.startServer.mockResolvedValue(server);
    const { code, out } = await machine.run('serve', '--port', '8080', '--host', '::1');
    order.push('returned');
    expect(code).toBe(0);
    expect(out).toContain('http://[::1]:8080');
    expect(order).toEqual(['stopped', 'returned']);
    expect(machine.fakes.startServer).toHaveBeenCalledWith({ host: '::1', port: 8080 });
    expect(server.present).toHaveBeenCalledWith({
      store: machine.store,
      purpose: 'credit',
      runId: undefined,
    });
    expect(machine.store.closed).toBe(1);
  });
});
