import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll } from 'vitest';
import ts from 'typescript';

const ROOT = resolve(import.meta.dirname, '..', '..');
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  rewriteRelativeImportExtensions: true,
};

/**
 * A module of the repository and all that it imports as JavaScript, for threads: they load no TypeScript on every
 * Node that we run on. In a folder that goes with the tests of the file;
 * call it outside of them.
 */
export function compileForThreads(module: string): URL {
  const cache = join(ROOT, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'credence-threads-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const done = new Set<string>();
  const compile = (path: string): void => {
    if (done.has(path)) return;
    done.add(path);
    const { outputText } = ts.transpileModule(readFileSync(path, 'utf8'), { compilerOptions: options });
    const compiled = join(folder, relative(ROOT, path)).replace(/\.ts$/, '.js');
    mkdirSync(dirname(compiled), { recursive: true });
    writeFileSync(compiled, outputText);
    for (const [, imported] of outputText.matchAll(/from ['"](\.[^'"]+)\.js['"]/g))
      compile(resolve(dirname(path), `${imported!}.ts`));
  };
  compile(join(ROOT, module));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  return pathToFileURL(join(folder, module.replace(/\.ts$/, '.js')));
}
