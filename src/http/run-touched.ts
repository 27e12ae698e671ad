import { z } from 'zod';
import type { RunRecord } from '../engine/ports.ts';
import type { NearEdge } from '../engine/resident/touched-run.ts';

const kept = z.object({
  touched: z.int().min(0),
  changed: z.int().min(0),
  nearEdges: z.array(z.tuple([z.string(), z.string()])),
});

/** What a touched run keeps of what it looked at; undefined of a run over everyone. Throws where it cannot be read. */
export function touchedOf({
  touchedJson,
}: RunRecord):
  | { readonly subjects: number; readonly changed: number; readonly nearEdges: readonly NearEdge[] }
  | undefined {
  if (touchedJson === undefined) return undefined;
  const { touched, changed, nearEdges } = kept.parse(JSON.parse(touchedJson));
  return {
    ...{ subjects: touched, changed },
    nearEdges: nearEdges.map(([subjectId, factorId]) => ({ subjectId, factorId })),
  };
}
