/** A Neo4j server in a Java process of its own, made of the jars that Maven Central has. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import neo4j from 'neo4j-driver';
import type { TestServer } from './test-server.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/neo4j', import.meta.url));
const OLDEST_JAVA = 17;
const FIRST_PASSWORD = 'neo4j';
const PASSWORD = 'only-for-tests';
const STARTS_WITHIN_MS = 90_000;

export interface JavaServerOptions {
  /** Where the data are; absent: a new folder that goes when the server stops. One that is there is gone on with. */
  readonly folder?: string;
  readonly port?: number;
  readonly heapMb?: number;
  readonly pageCacheMb?: number;
  /** What one transaction may take of the heap; absent or 0: no limit. */
  readonly transactionMb?: number;
}

/** A server that this process started and can stop, or kill as a power cut would. */
export interface OwnServer extends TestServer {
  readonly folder: string;
  readonly port: number;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

/** What is missing for a server of our own; undefined where nothing is. */
export function lackForJavaServer(): string | undefined {
  const java = versionOf('javac');
  if (java === undefined || java < OLDEST_JAVA) return `a JDK of version ${OLDEST_JAVA} or later (javac)`;
  return versionOf('mvn') === undefined ? 'Maven (mvn)' : undefined;
}

function versionOf(program: 'javac' | 'mvn'): number | undefined {
  try {
    const said = execFileSync(program, ['-version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return Number(/(\d+)(\.\d+)*/.exec(said)?.[1]);
  } catch {
    return undefined;
  }
}

/** The folder of the server's jars, fetched by Maven the first time. */
export function fetchJars(): string {
  const pom = join(HERE, 'pom.xml');
  const version = /<artifactId>neo4j<\/artifactId>\s*<version>([^<]+)</.exec(readFileSync(pom, 'utf8'))?.[1];
  const jars = join(CACHE, version ?? 'unknown');
  if (existsSync(jars)) return jars;
  console.warn(`Fetching the Neo4j ${version ?? ''} server (116 MB) through Maven, once, into ${jars}`);
  mkdirSync(CACHE, { recursive: true });
  const unfinished = mkdtempSync(join(CACHE, 'fetch-'));
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
  try {
    execFileSync(
      'mvn',
      ['--batch-mode', '-q', '-f', pom, goal, '-DincludeScope=runtime', `-DoutputDirectory=${unfinished}`],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    );
    if (!existsSync(jars)) renameSync(unfinished, jars);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return jars;
}

/** Starts a server on 127.0.0.1 with authentication on and waits until it can be logged in to. */
export async function startJavaServer(options: JavaServerOptions = {}): Promise<OwnServer> {
  const jars = fetchJars();
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'credence-neo4j-'));
  const port = options.port ?? (await freePort());
  const { heapMb = 1500, pageCacheMb = 256, transactionMb = 0 } = options;
  const args = [
    `-Xmx${heapMb}m`,
    '-XX:+UseSerialGC',
    '--add-opens=java.base/java.nio=ALL-UNNAMED',
    ...['-cp', join(jars, '*'), join(HERE, 'Neo4jServer.java')],
    ...[folder, String(port), String(pageCacheMb), String(transactionMb)],
  ];
  const child = spawn('java', args, { stdio: ['pipe', 'ignore', 'pipe'] });
  // Nobody's news once it is stopped.
  child.stdin.on('error', () => undefined);
  const server = { url: `bolt://127.0.0.1:${port}`, user: 'neo4j', password: PASSWORD };
  const end = ending(child);
  const leave = async (): Promise<void> => {
    await end;
    if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
  };
  const own: OwnServer = {
    ...server,
    folder,
    port,
    stop: () => {
      child.stdin.end();
      return leave();
    },
    kill: () => {
      child.kill('SIGKILL');
      return leave();
    },
  };
  try {
    await Promise.race([
      logIn(server),
      end.then((said) => Promise.reject(new Error(`Neo4j ended:\n${said}`))),
    ]);
  } catch (error) {
    await own.kill();
    throw error;
  }
  return own;
}

/** Resolves with the last of what it complained of when the process is gone. */
function ending(child: ChildProcess): Promise<string> {
  let complaints = '';
  child.stderr?.on('data', (bytes: Buffer) => (complaints = (complaints + bytes.toString()).slice(-4000)));
  return new Promise((resolve) => {
    child.once('error', (error) => {
      resolve(error.message);
    });
    child.once('exit', () => {
      resolve(complaints);
    });
  });
}

/** Waits for the server and changes the password that it starts with. */
async function logIn({ url, user, password }: TestServer): Promise<void> {
  const until = Date.now() + STARTS_WITHIN_MS;
  for (;;) {
    try {
      if (await accepts(url, { user, password })) return;
      await changePassword(url, { user, password });
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

/** False where the password is another; throws where nobody answers. */
async function accepts(
  url: string,
  { user, password }: { user: string; password: string },
): Promise<boolean> {
  const driver = neo4j.driver(url, neo4j.auth.basic(user, password));
  try {
    await driver.getServerInfo();
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === 'Neo.ClientError.Security.Unauthorized') return false;
    throw error;
  } finally {
    await driver.close();
  }
}

async function changePassword(
  url: string,
  { user, password }: { user: string; password: string },
): Promise<void> {
  const driver = neo4j.driver(url, neo4j.auth.basic(user, FIRST_PASSWORD));
  try {
    const system: object = { database: 'system' };
    await driver
      .session(system)
      .run('ALTER CURRENT USER SET PASSWORD FROM $old TO $new', { old: FIRST_PASSWORD, new: password });
  } finally {
    await driver.close();
  }
}

/** A port of 127.0.0.1 that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('no free port'));
      });
    });
  });
}
