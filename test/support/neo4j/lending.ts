/**
 * Servers lent to test files of other processes, each to one at a time; who finds all of them lent waits. A server is
 * lent for as long as a connection stands, so that who has died has given it back. Vitest's VITEST_POOL_ID would not
 * do: two of its workers may have the same when one group of projects follows on another.
 */
import { connect, createServer, type Socket } from 'node:net';
import type { TestServer } from './test-server.ts';

export interface Lending {
  /** Of 127.0.0.1, to be asked by `borrowServer`. */
  readonly port: number;
  close(): void;
}

/** Begins to lend `servers`, at least one. */
export async function lendServers(servers: readonly TestServer[]): Promise<Lending> {
  const free = [...servers];
  const waiting: Socket[] = [];
  const lend = (): void => {
    const borrower = free.length === 0 ? undefined : waiting.shift();
    const server = borrower === undefined ? undefined : free.pop();
    if (borrower === undefined || server === undefined) return;
    borrower.once('close', () => {
      free.push(server);
      lend();
    });
    borrower.write(`${JSON.stringify(server)}\n`);
  };
  const lender = createServer((socket) => {
    // A borrower that was killed; its going is heard of by 'close'.
    socket.on('error', () => undefined);
    socket.resume();
    socket.once('close', () => {
      if (waiting.includes(socket)) waiting.splice(waiting.indexOf(socket), 1);
    });
    waiting.push(socket);
    lend();
  });
  await new Promise<void>((resolve, reject) => {
    lender.once('error', reject);
    lender.listen(0, '127.0.0.1', resolve);
  });
  const address = lender.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port to lend servers at');
  return { port: address.port, close: () => lender.close() };
}

/** A server of one's own until `giveBack`, or the end of this process. */
export async function borrowServer(port: number): Promise<{ server: TestServer; giveBack: () => void }> {
  const socket = connect(port, '127.0.0.1');
  let said = '';
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('end', () => {
      reject(new Error('nobody lends servers any more'));
    });
    socket.on('data', (bytes) => {
      said += bytes.toString();
      if (said.endsWith('\n')) resolve();
    });
  });
  // Holding it keeps nobody's process alive.
  socket.unref();
  return { server: JSON.parse(said) as TestServer, giveBack: () => socket.destroy() };
}
