import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { ConflictError, InvalidConfigError, InvalidInputError } from '../../../src/domain/errors.ts';
import { fakeServer, makeMachine, type Machine } from './fake-dependencies.ts';

/** A machine whose world arrives as one batch. */
function freshMachine(): Machine {
  const machine = makeMachine();
  machine.store.batch = 0;
  machine.fakes.importFiles.mockImplementation(() => {
    machine.store.batch = 1;
    return Promise.resolve({ files: [], batch: 1, createdMissing: 0 });
  });
  return machine;
}

const curls = (out: string) => out.split('\n').filter((line) => line.startsWith('  curl '));

describe('demo', () => {
  it('makes a world, scores it as of its end and serves it', async () => {
    const machine = freshMachine();
    const server = fakeServer();
    machine.fakes.startServer.mockResolvedValue(server);
    const { code, out } = await machine.run(
      'demo',
      '--folder',
      'here',
      '--subjects',
      '500',
      '--seed',
      '7',
      '--port',
      '0',
    );
    expect(code).toBe(0);
    expect(machine.fakes.prepareFolder).toHaveBeenCalledWith('here');
    expect(machine.fakes.openStore).toHaveBeenCalledWith('duckdb:here/credence.db', 'make if missing');
    expect(machine.fakes.makeWorld).toHaveBeenCalledWith('here/world', { subjects: 500, seed: 7 });
    expect(machine.fakes.importFiles).toHaveBeenCalledWith(
      machine.store,
      expect.objectContaining({ from: 'here/world/facts', strict: true, createMissing: false }),
    );
    const { run } = machine.store.runs[0]!;
    expect(run).toMatchObject({
      basis: 'contract',
      reportingCurrency: 'CNY',
      cut: { asOf: Date.UTC(2025, 11, 31, 18) },
    });
    expect(machine.fakes.startServer).toHaveBeenCalledWith({ host: '127.0.0.1', port: 0 });
    expect(server.present).toHaveBeenCalledWith({
      store: machine.store,
      purpose: 'credit',
    });
    expect(out).toContain('Credence answers at http://127.0.0.1:3000');
    expect(out).toContain('Ctrl-C stops it.');
  });

  it('takes the server that the environment names, and a store that is named before that', async () => {
    const machine = makeMachine({ server: 'neo4j://db:7687' });
    await machine.run('demo', '--folder', 'here');
    expect(machine.fakes.openStore).toHaveBeenLastCalledWith('neo4j://db:7687', 'make if missing');
    await machine.run('demo', '--folder', 'here', '--store', 'duckdb:x.db');
    expect(machine.fakes.openStore).toHaveBeenLastCalledWith('duckdb:x.db', 'make if missing');
  });

  it('prints four commands that a shell reads as meant', async () => {
    const { out } = await freshMachine().run('demo');
    const key = /cred_[0-9a-f_]+/.exec(out)![0];
    const words = curls(out).map((line) =>
      execFileSync('bash', ['-c', `curl() { printf '%s\\n' "$@"; }; ${line}`], { encoding: 'utf8' })
        .trimEnd()
        .split('\n'),
    );
    const api = 'http://127.0.0.1:3000';
    expect(words).toEqual([
      ['-s', '-H', `Authorization: Bearer ${key}`, `${api}/v1/subjects/u-2/score?purpose=credit`],
      ['-s', '-H', `Authorization: Bearer ${key}`, `${api}/v1/subjects/u-2/ledger?purpose=credit`],
      ['-s', '-H', `Authorization: Bearer ${key}`, `${api}/v1/subjects/u-2/egonet?purpose=credit`],
      ['-s', `${api}/openapi.json`],
    ]);
  });

  it('quotes a subject and a purpose that a shell would stumble over', async () => {
    const machine = makeMachine({ purpose: "it's" });
    await machine.run('score');
    const [held] = machine.store.runs;
    // Only the subject with the odd id is left with a score.
    machine.store.runs = [
      { run: held!.run, scores: { ...held!.scores, outcome: Uint8Array.of(1, 1, 1, 0) } },
    ];
    const [score] = curls((await machine.run('demo')).out);
    const url = execFileSync('bash', ['-c', `curl() { printf '%s' "\${@: -1}"; }; ${score!}`], {
      encoding: 'utf8',
    });
    expect(decodeURIComponent(url)).toContain("/v1/subjects/u-4'張/score?purpose=it's");
  });

  it('uses a scored world again, and replaces the key', async () => {
    const machine = freshMachine();
    const first = await machine.run('demo');
    const again = await machine.run('demo');
    expect(again.code).toBe(0);
    expect(machine.fakes.makeWorld).toHaveBeenCalledOnce();
    const keyIn = (out: string) => /cred_[0-9a-f_]+/.exec(out)![0];
    expect(keyIn(again.out)).not.toBe(keyIn(first.out));
    const inForce = [...machine.store.keys.values()].filter(({ revokedAt }) => revokedAt === undefined);
    expect(inForce.map(({ id }) => id)).toEqual([keyIn(again.out).slice(5, 21)]);
  });

  it('leaves the keys of other clients alone', async () => {
    const machine = freshMachine();
    await machine.run('keys', 'create', '--client', 'acme', '--scopes', 'score:read');
    await machine.run('demo');
    await machine.run('demo');
    const acme = [...machine.store.keys.values()].find(({ client }) => client === 'acme');
    expect(acme?.revokedAt).toBeUndefined();
  });

  it('completes a world whose run was never saved', async () => {
    const machine = makeMachine();
    machine.fakes.isFolder.mockImplementation((path) => Promise.resolve(path === 'data/world'));
    const { code } = await machine.run('demo');
    expect(code).toBe(0);
    expect(machine.fakes.makeWorld).toHaveBeenCalledOnce();
    expect(machine.store.runs).toHaveLength(1);
  });

  it('does not mix its world into facts from elsewhere', async () => {
    const machine = makeMachine();
    const { code, err } = await machine.run('demo');
    expect(code).toBe(1);
    expect(err).toMatch(/^credence: memory: holds facts that are not the demo's[^\n]+\n$/);
    expect(machine.fakes.makeWorld).not.toHaveBeenCalled();
  });

  it('says what to do where another half-made world is in the way', async () => {
    const machine = makeMachine();
    machine.fakes.isFolder.mockResolvedValue(true);
    machine.fakes.importFiles.mockRejectedValue(new InvalidInputError('5 rows rejected'));
    const { code, err } = await machine.run('demo');
    expect(code).toBe(1);
    expect(err).toMatch(
      /credence: memory: holds facts that contradict this world \(5 rows rejected\)[^\n]*--seed/,
    );
  });

  it('tells a failed import of a new world as it is', async () => {
    const machine = freshMachine();
    machine.fakes.importFiles.mockRejectedValue(new InvalidInputError('users.parquet cannot be read'));
    const { code, err } = await machine.run('demo');
    expect(code).toBe(1);
    expect(err).toContain('credence: users.parquet cannot be read\n');
  });

  it.each([
    ['prepareFolder', new InvalidConfigError('cannot write in data'), 2],
    ['openStore', new InvalidConfigError('data/credence.db is damaged'), 2],
    ['startServer', new ConflictError('port 3000 is taken'), 1],
  ] as const)('ends with one line where %s fails', async (door, error, exit) => {
    const machine = freshMachine();
    machine.fakes[door].mockRejectedValue(error);
    const { code, out, err } = await machine.run('demo');
    expect({ code, out }).toEqual({ code: exit, out: '' });
    expect(err.trimEnd().split('\n').at(-1)).toBe(`credence: ${error.message}`);
  });
});
