import { InvalidInputError, NotFoundError } from '../../domain/errors.ts';
import type { Cut } from '../cut.ts';
import { RELATIONS, type ExploredSubject, type Relation } from './explorer.ts';
import type { ExplorationReads } from './reads.ts';

/** Throws InvalidInputError where a bound is not a whole number from 1 to `most`. */
export function checkBound(name: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  throw new InvalidInputError(
    `explore: expected a ${name} from 1 to ${most}, as a whole number; came ${value}`,
    {
      context: { [name]: value, most },
    },
  );
}

/** The relations in their one order, each once. Throws InvalidInputError where there is none. */
export function checkedRelations(relations: readonly Relation[]): readonly Relation[] {
  const chosen = RELATIONS.filter((relation) => relations.includes(relation));
  if (chosen.length > 0) return chosen;
  throw new InvalidInputError(
    `explore: expected one or more relations of ${RELATIONS.join(', ')}; came none`,
  );
}

/** Throws InvalidInputError where two ends are one. */
export function checkEnds({ from, to }: { from: string; to: string }): void {
  if (from !== to) return;
  throw new InvalidInputError('explore: expected two different subjects; came the same one twice');
}

/** The subjects, in the order asked for. Throws NotFoundError, which names nobody, for one that the cut does not see. */
export async function requireSubjects(
  reads: ExplorationReads,
  ids: readonly string[],
  at: Cut,
): Promise<readonly ExploredSubject[]> {
  const seen = new Map((await reads.subjects(ids, at)).map((subject) => [subject.id, subject]));
  return ids.map((id) => {
    const subject = seen.get(id);
    if (subject === undefined) throw new NotFoundError('explore: no such subject among the facts');
    return subject;
  });
}
