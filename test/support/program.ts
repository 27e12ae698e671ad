import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

/** The built program, as `npx credence` runs it. */
export const PROGRAM = resolve('dist/src/main.js');

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

type Environment = Readonly<Record<string, string>>;

/** Runs the program to its end, in a folder, with nothing of this machine's own settings. */
export function credence(cwd: string, args: readonly string[], environment: Environment = {}): Promise<Ran> {
  return new Promise((settle) => {
    const options = { cwd, env: cleanEnvironment(environment), maxBuffer: 64 * 2 ** 20 };
    execFile(process.execPath, [PROGRAM, ...args], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      settle({ code, stdout, stderr });
    });
  });
}

export interface Started {
  readonly process: ChildProcess;
  /** All that it wrote to both outputs so far. */
  output(): string;
  /** Resolves once the output matches; rejects when the program ends before that. */
  until(pattern: RegExp): Promise<void>;
  /** The exit code, once it has ended. */
  readonly ended: Promise<number | null>;
}

/** Starts the program and leaves it running; it is killed when the test ends. */
export function startCredence(cwd: string, args: readonly string[], environment: Environment = {}): Started {
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd, env: cleanEnvironment(environment) });
  let output = '';
  const ended = new Promise<number | null>((settle) => child.once('exit', settle));
  const watchers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      for (const watcher of watchers) watcher();
    });
  }
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return {
    process: child,
    output: () => output,
    ended,
    until: (pattern) =>
      new Promise((found, failed) => {
        const look = () => {
          if (pattern.test(output)) found();
        };
        watchers.add(look);
        look();
        void ended.then((code) => {
          failed(new Error(`the program ended with ${code} before ${pattern.source} came:\n${output}`));
        });
      }),
  };
}

function cleanEnvironment(environment: Environment): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(CREDENCE_|NEO4J_|PORT$|HOST$|NO_COLOR$)/.test(name),
  );
  return { ...Object.fromEntries(inherited), ...environment };
}

/** An empty folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'credence-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
