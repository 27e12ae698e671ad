import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkFolder } from '../../bench/graphalytics/check-folder.ts';
import { describeWithData } from '../support/data-folder.ts';

function check(folder: string): { isConformant: boolean; lines: string[] } {
  const lines: string[] = [];
  const isConformant = checkFolder(folder, (line) => lines.push(line));
  return { isConformant, lines };
}

describeWithData('graphalytics', (folder) => {
  test('every output of the benchmark is met', () => {
    const { isConformant, lines } = check(folder);
    expect(lines.at(-1)).toBe('12 passed, 0 failed, 0 not given.');
    expect(isConformant).toBe(true);
  });
});

describe('a graph of our own', () => {
  /**
   *   7 -> 10 (2.5)    10 -> 4 (1)    4 -> 7 (0.5)    7 -> 4 (9)    2^53 + 1, which no double holds, alone
   */
  const graph = {
    'small.v': '10\n9007199254740993\n4\n\n7\n',
    'small.e': '7 10 1999 2.5\n10 4 2000 1\n4 7 2001 5e-1\r\n7\t4 2002 9',
    'small.properties': [
      '# A comment',
      'graph.any.small.vertex-file = small.v',
      'graph.any.small.edge-file: small.e',
      'graph.any.small.directed=true',
      'graph.any.small.edge-properties.names = since, weight',
      'graph.any.small.bfs.source-vertex = 7',
      'graph.any.small.cdlp.max-iterations = 2',
      'graph.any.small.sssp.source-vertex = 7',
      'graph.any.small.sssp.weight-property = weight',
    ].join('\n'),
    'small-BFS': '4 1\n7 0\n10 1\n9007199254740993 9223372036854775807\n',
    'small-CDLP': '4 4\n7 7\n10 4\n9007199254740993 9007199254740993\n',
    'small-LCC': '4 0.5\n7 0.50004\n10 1\n9007199254740993 0.0\n',
    'small-SSSP': '4 3.5\n7 0\n10 2.5\n9007199254740993 infinity\n',
    'small-WCC': '4 one\n7 one\n10 one\n9007199254740993 another\n',
  };
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'credence-graphalytics-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  }

  test('matches, and an output that is not there is not given', () => {
    write(graph);
    const { isConformant, lines } = check(folder);
    expect(lines).toEqual([
      'small',
      ...['BFS   pass', 'CDLP  pass', 'LCC   pass', 'PR    not given', 'SSSP  pass', 'WCC   pass'].map(
        (line) => `  ${line}`,
      ),
      '5 passed, 0 failed, 1 not given.',
    ]);
    expect(isConformant).toBe(true);
  });

  test('comments are skipped, and ids reach to the ends of 64 bits', () => {
    write({
      'ends.v': '# two\n-9223372036854775808\n9223372036854775807\n',
      'ends.e': '# one\n-9223372036854775808 9223372036854775807\n',
      'ends.properties': 'graph.ends.directed = true\ngraph.ends.bfs.source-vertex = -9223372036854775808\n',
      'ends-BFS': '# reached\n-9223372036854775808 0\n9223372036854775807 1\n',
    });
    expect(check(folder).lines.at(-1)).toBe('1 passed, 0 failed, 5 not given.');
  });

  test('outputs may lie apart, and graphs in folders of their own', () => {
    write({
      'benchmark.properties': 'graphs.root-directory = .',
      'a/small.v': graph['small.v'],
      'a/small.e': graph['small.e'],
      'a/small.properties': graph['small.properties'],
      'outputs/small-BFS': graph['small-BFS'],
      // An undirected edge is listed once and leads both ways.
      'b/pair.v': '5\n3\n',
      'b/pair.e': '5 3\n',
      'b/pair.properties': 'graph.pair.directed = false\ngraph.pair.bfs.source-vertex = 3',
      'b/pair-BFS': '3 0\n5 1\n',
    });
    expect(check(folder).lines.filter((line) => !line.includes('given'))).toEqual([
      'small',
      '  BFS   pass',
      'pair',
      '  BFS   pass',
    ]);
  });

  const faults: { fault: string; file: keyof typeof graph; from: string; to: string; said: string }[] = [
    {
      fault: 'a wrong distance',
      file: 'small-BFS',
      from: '4 1',
      to: '4 2',
      said: 'vertex 4 has 1, expected 2',
    },
    { fault: 'a coefficient 2e-4 off', file: 'small-LCC', from: '0.50004', to: '0.5001', said: 'LCC   fail' },
    { fault: 'an end to endlessness', file: 'small-SSSP', from: 'infinity', to: '1e9', said: 'SSSP  fail' },
    {
      fault: 'two components of one name',
      file: 'small-WCC',
      from: 'another',
      to: 'one',
      said: 'WCC   fail',
    },
    { fault: 'one component of two names', file: 'small-WCC', from: '7 one', to: '7 it', said: 'WCC   fail' },
    { fault: 'a vertex left out', file: 'small-CDLP', from: '4 4\n', to: '', said: 'lacks vertex 4' },
    {
      fault: 'a vertex too many',
      file: 'small-BFS',
      from: '4 1',
      to: '5 1',
      said: "'5' is the id of no vertex",
    },
    {
      fault: 'a vertex without a value',
      file: 'small-LCC',
      from: '9007199254740993 0.0',
      to: '9007199254740993',
      said: "line 4: expected a vertex and its value; '9007199254740993' came",
    },
    {
      fault: 'more than a value',
      file: 'small-BFS',
      from: '4 1',
      to: '4 1 1',
      said: "expected a vertex and its value; '4 1 1' came",
    },
    {
      fault: 'a value in another notation',
      file: 'small-LCC',
      from: '10 1',
      to: '10 0x1',
      said: 'LCC   fail',
    },
    {
      fault: 'a vertex that comes twice',
      file: 'small-BFS',
      from: '4 1',
      to: '4 1\n4 1',
      said: 'line 2: vertex 4 comes a second time',
    },
    {
      fault: 'an empty number of rounds',
      file: 'small.properties',
      from: 'iterations = 2',
      to: 'iterations =',
      said: 'small.properties lacks graph.small.cdlp.max-iterations',
    },
    {
      fault: 'a number of rounds that is none',
      file: 'small.properties',
      from: 'iterations = 2',
      to: 'iterations = two',
      said: "cdlp.max-iterations is 'two', expected a number",
    },
  ];
  test.each(faults)('$fault is a failure', ({ file, from, to, said }) => {
    write({ ...graph, [file]: graph[file].replace(from, to) });
    const { isConformant, lines } = check(folder);
    expect(isConformant).toBe(false);
    expect(lines.join('\n')).toContain(said);
    expect(lines.at(-1)).toBe('4 passed, 1 failed, 1 not given.');
  });

  test.each([
    ['an edge to nowhere', { ...graph, 'small.e': '7 8 0 1\n' }, "'8' is the id of no vertex of small"],
    ['a vertex named twice', { ...graph, 'small.v': '7\n7\n' }, 'name one id twice'],
    [
      'a vertex beyond 64 bits',
      { ...graph, 'small.v': '7\n9223372036854775808\n' },
      'line 2: vertex id 9223372036854775808 is beyond 64 bits',
    ],
    ['a vertex that is no number', { ...graph, 'small.v': '7\nx\n' }, "line 2: 'x' is no vertex id"],
    ['no word on direction', { ...graph, 'small.properties': 'graph.small.edge-file = small.e' }, 'directed'],
    ['no properties', { 'small.v': '1\n', 'small-BFS': '1 0\n' }, 'small.properties lacks'],
    ['no edges', { ...graph, 'small.e': '', 'small-BFS': '' }, 'lacks vertex 4'],
  ])('%s is a failure, and said', (_, files, said) => {
    write(files);
    const { isConformant, lines } = check(folder);
    expect(isConformant).toBe(false);
    expect(lines.join('\n')).toContain(said);
  });

  test('a folder without graphs shows nothing', () => {
    expect(check(folder).isConformant).toBe(false);
  });
});
