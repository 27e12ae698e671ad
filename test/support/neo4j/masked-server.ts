/** A server that says it is of another version, and is in all else the one behind it. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { TestServer } from './test-server.ts';

const AGENT = /Neo4j\/(\d+\.\d+)/;

/** Passes on what goes either way, but for the version's first two numbers, which are replaced by as long a `4.4...`. */
export async function startMaskedServer(server: TestServer): Promise<TestServer & { stop(): void }> {
  const { hostname, port } = new URL(server.url);
  const sockets = new Set<Socket>();
  const front = createServer((client) => {
    const behind = connect(Number(port), hostname);
    for (const socket of [client, behind]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
    }
    client.pipe(behind);
    behind.on('data', (bytes) => client.write(masked(bytes)));
    behind.once('close', () => client.destroy());
    client.once('close', () => behind.destroy());
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  return {
    ...server,
    url: `bolt://127.0.0.1:${(front.address() as AddressInfo).port}`,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      front.close();
    },
  };
}

/** Latin-1 has a character for every byte and a byte for each of those. */
function masked(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1');
  return Buffer.from(
    text.replace(AGENT, (_, version: string) => `Neo4j/4.${'4'.repeat(version.length - 2)}`),
    'latin1',
  );
}
