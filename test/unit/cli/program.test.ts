import { describe, expect, it } from 'vitest';
import { ConflictError, InvalidConfigError, StoreUnavailableError } from '../../../src/domain/errors.ts';
import { makeMachine } from './fake-dependencies.ts';

const COMMANDS = ['import', 'score', 'show', 'diff', 'history', 'replay', 'factors', 'serve', 'demo'];

describe('help', () => {
  it.each([...COMMANDS, 'keys create', 'keys list', 'keys revoke', 'runs list', 'runs compare'])(
    'of %s says how it is used, with examples of itself',
    async (command) => {
      const { code, out, err } = await makeMachine().run(...command.split(' '), '--help');
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out.split(`$ credence ${command}`).length).toBeGreaterThan(2);
      expect(out).toContain('--store');
    },
  );

  it('lists the commands', async () => {
    const { code, out } = await makeMachine().run('--help');
    expect(code).toBe(0);
    for (const name of COMMANDS) expect(out).toContain(`  ${name}`);
  });

  it.each([[[]], [['keys']]])(
    'goes to standard error with exit code 2 where %j names no command',
    async (argv) => {
      const { code, out, err } = await makeMachine().run(...argv);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain('Usage: credence');
    },
  );

  it('is there as a command too', async () => {
    const { code, out } = await makeMachine().run('help', 'score');
    expect(code).toBe(0);
    expect(out).toContain('Usage: credence score');
  });

  it('prints the version', async () => {
    expect(await makeMachine().run('--version')).toEqual({ code: 0, out: '1.2.3\n', err: '' });
  });
});

describe('wrong usage', () => {
  it.each([
    [['frobnicate'], "unknown command 'frobnicate'"],
    [['score', '--frobnicate'], "unknown option '--frobnicate'"],
    [['show'], "missing required argument 'subject'"],
    [['show', 'u-1', 'u-2'], 'too many arguments'],
    [['score', '--as-of', '2024-02-30'], 'Expected an ISO 8601 date'],
    [['score', '--currency', 'euro'], 'three capital letters'],
    [['score', '--basis', 'whim'], 'contract, consent'],
    [['serve', '--port', '70000'], 'Expected a whole number from 0 to 65535'],
    [['demo', '--subjects', '12'], 'Expected a whole number from 200 to 20000'],
    [['import', 'facts', '--recorded', 'never'], 'now, event'],
    [['keys', 'create', '--client', 'acme'], '--scopes'],
    [
      ['keys', 'create', '--client', 'acme', '--scopes', 'everything'],
      'score:read, ledger:read, history:read',
    ],
  ])('%j exits 2 with one line', async (argv, part) => {
    const { code, out, err } = await makeMachine().run(...argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^credence: [^\n]+; see credence [^\n]*--help\n$/);
    expect(err).toContain(part);
  });

  it('names the help of the command that was meant', async () => {
    const { err } = await makeMachine().run('score', '--asof', '2024-01-01');
    expect(err).toContain('see credence score --help');
    const nested = await makeMachine().run('keys', 'create', '--client', 'acme');
    expect(nested.err).toContain('see credence keys create --help');
  });
});

describe('failures', () => {
  const failing = (error: Error, debug = false) => {
    const machine = makeMachine({ debug });
    machine.fakes.openStore.mockRejectedValue(error);
    return machine;
  };

  it.each([
    [new InvalidConfigError('x.db is not a store'), 2],
    [new StoreUnavailableError('x.db is held by process 7'), 1],
    [new ConflictError('port 3000 is taken'), 1],
  ])('%s', async (error, exit) => {
    const { code, out, err } = await failing(error).run('keys', 'list');
    expect({ code, out, err }).toEqual({ code: exit, out: '', err: `credence: ${error.message}\n` });
  });

  it('are one JSON object on standard error with --json', async () => {
    const error = new StoreUnavailableError('x.db is held', { context: { pid: 7 } });
    const { code, out, err } = await failing(error).run('keys', 'list', '--json');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(JSON.parse(err)).toEqual({
      error: { code: 'store_unavailable', message: 'x.db is held', context: { pid: 7 } },
    });
  });

  it('take --json after -- for an argument', async () => {
    const { err } = await makeMachine().run('show', '--', '--json');
    expect(err).toMatch(/^credence: /);
  });

  it('are one line without control characters, whatever the message holds', async () => {
    const { err } = await failing(new InvalidConfigError('first\n  second \u001b[2Jthird')).run(
      'keys',
      'list',
    );
    expect(err).toBe('credence: first second �[2Jthird\n');
  });

  it('show a stack trace only where debugging is switched on', async () => {
    const odd = new TypeError('x is not a function');
    const quiet = await failing(odd).run('keys', 'list');
    expect(quiet.code).toBe(1);
    expect(quiet.err).toMatch(
      /^credence: unexpected failure: x is not a function; set CREDENCE_DEBUG=1 [^\n]+\n$/,
    );
    const loud = await failing(odd, true).run('keys', 'list');
    expect(loud.err).toContain('    at ');
  });
});

describe('the store', () => {
  it('is the one of the settings unless --store names another, and is closed either way', async () => {
    const machine = makeMachine();
    await machine.run('keys', 'list');
    expect(machine.fakes.openStore).toHaveBeenLastCalledWith('duckdb:by-setting.db', 'existing');
    await machine.run('keys', 'list', '--store', 'duckdb:other.db');
    expect(machine.fakes.openStore).toHaveBeenLastCalledWith('duckdb:other.db', 'existing');
    const { code } = await machine.run('show', 'u-1');
    expect(code).toBe(1);
    expect(machine.store.closed).toBe(3);
  });
});
