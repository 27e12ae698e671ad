import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK_BYTES = 1 << 22;

/** Each line's words in turn; blank lines and those that start with # are left out. Works in chunks, for files larger than a string can be. */
export function forEachLine(path: string, visit: (words: readonly string[], line: number) => void): void {
  const file = openSync(path, 'r');
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    let rest = '';
    let line = 0;
    const visitText = (text: string): void => {
      line++;
      const words = text.trim().split(/\s+/);
      if (words[0] !== '' && !words[0]!.startsWith('#')) visit(words, line);
    };
    for (let bytes = readSync(file, chunk); bytes > 0; bytes = readSync(file, chunk)) {
      const lines = (rest + chunk.toString('latin1', 0, bytes)).split('\n');
      rest = lines.pop()!;
      lines.forEach(visitText);
    }
    if (rest !== '') visitText(rest);
  } finally {
    closeSync(file);
  }
}
