import { describe, expect, it } from 'vitest';
import { InvalidConfigError, StoreUnavailableError } from '../../../src/domain/errors.ts';
import { fakeServer, makeMachine, type Machine } from './fake-dependencies.ts';

const AWAY = new StoreUnavailableError('open the store neo4j://db:7687: the Neo4j server does not answer');

/** A machine whose store answers after some attempts. */
function machineWaiting(attempts: number): Machine {
  const machine = makeMachine({ store: 'neo4j://db:7687' });
  for (let attempt = 0; attempt < attempts; attempt++) machine.fakes.openStore.mockRejectedValueOnce(AWAY);
  return machine;
}

describe('a store on a server that does not answer', () => {
  it('is tried again with growing pauses, while the service listens and is not ready', async () => {
    const machine = machineWaiting(8);
    let stop: () => void = () => undefined;
    const stopped = new Promise<void>((resolve) => (stop = resolve));
    const server = fakeServer('http://127.0.0.1:3000', stopped);
    machine.fakes.startServer.mockResolvedValue(server);
    machine.fakes.pause.mockImplementation(() => {
      expect(machine.fakes.startServer).toHaveBeenCalledTimes(1);
      expect(server.present).not.toHaveBeenCalled();
      return Promise.resolve();
    });
    server.present.mockImplementation(() => {
      setImmediate(stop);
      return Promise.resolve();
    });
    const { code, out, err } = await machine.run('serve');
    expect(code).toBe(0);
    expect(machine.fakes.pause.mock.calls.map(([ms]) => ms)).toEqual([
      1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000,
    ]);
    expect(err.split('\n')[0]).toBe(`credence: not ready: ${AWAY.message}; next attempt in 1 s`);
    expect(out).toContain('Credence answers at http://127.0.0.1:3000');
    expect(machine.fakes.startServer).toHaveBeenCalledTimes(1);
    expect(machine.store.closed).toBe(1);
  });

  it('is waited for no longer once the service is told to stop', async () => {
    const machine = machineWaiting(3);
    machine.fakes.startServer.mockResolvedValue(fakeServer());
    const { code, out } = await machine.run('serve');
    expect(code).toBe(0);
    expect(out).toBe('');
    expect(machine.fakes.openStore).toHaveBeenCalledTimes(1);
  });

  it('ends the service at once where it refuses the password after all', async () => {
    const machine = machineWaiting(1);
    machine.fakes.openStore.mockRejectedValueOnce(new InvalidConfigError('set NEO4J_PASSWORD'));
    const server = fakeServer('http://127.0.0.1:3000', new Promise(() => undefined));
    server.close.mockResolvedValue();
    machine.fakes.startServer.mockResolvedValue(server);
    const { code, err } = await machine.run('serve');
    expect(code).toBe(2);
    expect(err).toContain('credence: set NEO4J_PASSWORD');
    expect(server.close).toHaveBeenCalled();
  });

  it('fails a command that is done in one go', async () => {
    const machine = machineWaiting(1);
    const { code, err } = await machine.run('score');
    expect(code).toBe(1);
    expect(err).toBe(`credence: ${AWAY.message}\n`);
    expect(machine.fakes.startServer).not.toHaveBeenCalled();
  });
});

it('does not wait for a file that another process holds', async () => {
  const machine = makeMachine();
  machine.fakes.openStore.mockRejectedValueOnce(new StoreUnavailableError('x.db is held by process 7'));
  expect((await machine.run('serve')).code).toBe(1);
  expect(machine.fakes.startServer).not.toHaveBeenCalled();
});
