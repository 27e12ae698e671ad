/** A Neo4j server in a container, where a Docker engine answers. */
import { execFileSync } from 'node:child_process';
import neo4j from 'neo4j-driver';
import type { TestServer } from './test-server.ts';

const IMAGE = 'neo4j:5.26-community';
const PASSWORD = 'only-for-tests';
const STARTS_WITHIN_MS = 120_000;

export function hasDockerEngine(): boolean {
  try {
    execFileSync('docker', ['info'], { stdio: 'ignore', timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}

/** Starts a container on a free port of 127.0.0.1 and waits until it can be logged in to. */
export async function startDockerServer(): Promise<TestServer & { stop(): Promise<void> }> {
  const settings = ['-e', `NEO4J_AUTH=neo4j/${PASSWORD}`, '-p', '127.0.0.1::7687'];
  const id = docker(['run', '--rm', '--detach', ...settings, IMAGE]);
  const stop = (): Promise<void> => {
    docker(['stop', '--time', '10', id]);
    return Promise.resolve();
  };
  try {
    const [address = ''] = docker(['port', id, '7687/tcp']).split('\n');
    const server = { url: `bolt://${address}`, user: 'neo4j', password: PASSWORD };
    await answers(server);
    return { ...server, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function docker(args: readonly string[]): string {
  return execFileSync('docker', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
}

async function answers({ url, user, password }: TestServer): Promise<void> {
  const driver = neo4j.driver(url, neo4j.auth.basic(user, password));
  const until = Date.now() + STARTS_WITHIN_MS;
  try {
    for (;;) {
      try {
        await driver.getServerInfo();
        return;
      } catch (error) {
        if (Date.now() > until) throw error;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  } finally {
    await driver.close();
  }
}
