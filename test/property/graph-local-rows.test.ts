import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Journal } from '../../src/graph/local/journal.ts';
import type { Cells } from '../../src/graph/local/journal.ts';
import { PatchedRows } from '../../src/graph/local/patched-rows.ts';
import { buildOut } from '../../src/graph/rows/csr.ts';
import { edgeList } from '../unit/graph/edges.ts';
import type { Edge } from '../unit/graph/edges.ts';
import { runs } from './graph-arbitraries.ts';
import { follow, snapshot, stories, takeStep } from './graph-local-steps.ts';
import type { Stage } from './graph-local-steps.ts';

describe('a journal', () => {
  const write = fc.record({
    which: fc.nat(3),
    place: fc.nat(4),
    value: fc.oneof(fc.double(), fc.integer(), fc.constantFrom(-0, 255, 2 ** 32 - 1)),
  });

  test('taking back', () => {
    fc.assert(
      fc.property(fc.array(write, { maxLength: 40 }), fc.array(write, { maxLength: 600 }), (first, then) => {
        const arrays: readonly Cells[] = [
          new Float64Array(5),
          new Uint32Array(5),
          new Int32Array(5),
          new Uint8Array(5),
        ];
        for (const { which, place, value } of first) arrays[which]![place] = value;
        const bytes = () => arrays.map((cells) => [...new Uint8Array(cells.slice().buffer)]);
        const before = bytes();
        const journal = new Journal();
        for (const { which, place, value } of then) journal.set(arrays[which]!, place, value);
        journal.rollBack();
        expect(bytes()).toEqual(before);
      }),
      runs,
    );
  });
});

describe('patched rows', () => {
  const weight = fc.integer({ min: 0, max: 9 });

  test('contents', () => {
    fc.assert(
      fc.property(stories(weight, fc.constant(0)), (story) => {
        const csrOf = ({ nodes, edges }: Omit<Stage, 'changed'>) =>
          buildOut(edgeList(edges.map(([u, v, w]): Edge => [u, v, w])), nodes);
        const rows = new PatchedRows(csrOf(story));
        let stage: Stage = { ...story, changed: [] };
        for (const step of story.steps) {
          const before = snapshot([rows], []);
          const next = takeStep(stage, step);
          const journal = new Journal();
          follow(rows, { csr: csrOf(next), changed: next.changed }, journal);
          if (step.isTakenBack) {
            journal.rollBack();
            expect(snapshot([rows], [])).toEqual(before);
            continue;
          }
          stage = next;
          expect(snapshot([rows], [])).toEqual(snapshot([new PatchedRows(csrOf(stage))], []));
          if (step.newNodes % 2 === 0) rows.compact();
          expect(snapshot([rows], [])).toEqual(snapshot([new PatchedRows(csrOf(stage))], []));
        }
      }),
      runs,
    );
  });
});
