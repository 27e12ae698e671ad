import type { SubjectColumn } from '../../graph/projection.ts';
import { LONGEST_CHAIN } from '../columns/guarantees.ts';
import { identifierColumns } from '../columns/identifiers.ts';
import type { FactTables } from '../fact-tables.ts';
import { kernelsHere } from '../kernels.ts';
import type { Touched } from '../ports.ts';
import { obligedColumns, ownColumns, serve, type IdentifierColumns, type OwnColumns } from '../projection.ts';
import type { SettledRequest } from '../run-request.ts';
import { aroundDebtors, aroundSubjects } from './around-tables.ts';
import { ascending, contextOf, type Step } from './step.ts';

/** Not made of a subject's own rows alone: chains of guarantees lead further. */
const OF_CHAINS: readonly string[] = ['guaranteesGiven', 'guaranteeBurden', 'inGuaranteeCircle'];

/** Makes the columns anew that follow from the rows of whoever was changed, and the burdens of who stands for them. */
export async function ownStep(step: Step): Promise<void> {
  const { tables, columns, changed, journal } = step;
  const subjects = changed.everybody();
  const around = aroundSubjects(tables, subjects);
  const { registered_at, kind } = around.tables.subjects;
  const own = await ownColumns(around.tables, contextOf(around.tables, step));
  const made = entriesOf(own).filter(([name]) => !OF_CHAINS.includes(name));
  const { badness } = own;
  for (const [name, cells] of [['registeredAt', registered_at], ['badness', badness], ...made] as const) {
    const set = columns.setter(name, journal);
    subjects.forEach((subject, place) => set(subject, cells[place]!));
  }
  for (const [place, subject] of subjects.entries()) {
    columns.setMark('kinds', { subject, value: kind[place]! }, journal);
    for (const name of ['restricted', 'consented'] as const)
      columns.setMark(name, { subject, value: own.marks[name][place]! }, journal);
    columns.setAttributes(own.marks.attributes, { subject, place }, journal);
    step.toMeasure.add(subject);
  }
  await burdenStep(step, subjects);
}

function entriesOf({ columns }: OwnColumns): [SubjectColumn, Float64Array][] {
  return Object.entries(columns) as [SubjectColumn, Float64Array][];
}

/** Whoever stands for one of them, up to as far as chains are followed, and all they stand for. */
async function burdenStep(step: Step, subjects: readonly number[]): Promise<void> {
  const guarantors = reach(step, subjects, 'source');
  const affected = ascending(guarantors).filter((subject) => hasGuarantees(step, subject));
  if (affected.length > 0) {
    const debtors = ascending(reach(step, affected, 'target'));
    const around = aroundDebtors(step.tables, debtors);
    const { guarantees } = await obligedColumns(
      around.tables,
      serve(around.tables),
      contextOf(around.tables, step),
    );
    const places = new Map([...around.members].map((subject, place) => [subject, place]));
    for (const subject of affected) enterBurden(step, guarantees, { subject, place: places.get(subject)! });
  }
  const none = { guaranteesGiven: ZERO, guaranteeBurden: ZERO, inGuaranteeCircle: ZERO };
  for (const subject of subjects)
    if (!hasGuarantees(step, subject)) enterBurden(step, none, { subject, place: 0 });
}

const ZERO = new Float64Array(1);

function enterBurden(
  { columns, journal, toMeasure }: Step,
  burden: Awaited<ReturnType<typeof obligedColumns>>['guarantees'],
  { subject, place }: { subject: number; place: number },
): void {
  for (const [name, cells] of Object.entries(burden) as [SubjectColumn, Float64Array][])
    if (columns.set(name, { subject, value: cells[place]! }, journal)) toMeasure.add(subject);
}

function hasGuarantees({ tables }: Step, subject: number): boolean {
  return tables.held.guarantees.rowsOf('source', subject).length > 0;
}

/** These, and everybody whom guarantees lead to from them, towards guarantors (`source`) or debtors (`target`). */
function reach({ tables }: Step, from: readonly number[], end: 'source' | 'target'): Set<number> {
  const { guarantees } = tables.held;
  const start = end === 'source' ? 'target' : 'source';
  const reached = new Set(from);
  let last: Iterable<number> = from;
  for (let hop = 0; hop < LONGEST_CHAIN; hop++) {
    const next: number[] = [];
    for (const subject of last)
      guarantees.visit(start, subject, (row) => {
        const other = guarantees.columns[end][row]!;
        if (!reached.has(other)) next.push(other);
        reached.add(other);
      });
    last = next;
  }
  return reached;
}

/** What identifiers say of some subjects, in the order of `ids`. */
export interface ReadIdentifiers {
  /** Those who use one that is used otherwise now. */
  readonly sharers: readonly string[];
  readonly ids: readonly string[];
  readonly said: Partial<IdentifierColumns>;
}

export function identifierStep(
  { columns, tables, journal, toMeasure }: Pick<Step, 'columns' | 'tables' | 'journal' | 'toMeasure'>,
  { sharers, ids, said }: ReadIdentifiers,
): void {
  const places = new Map(ids.map((id, place) => [id, place]));
  const made = Object.entries(said) as [SubjectColumn, Float64Array][];
  for (const id of sharers) {
    const [place, subject] = [places.get(id), tables.find(id)];
    if (place === undefined || subject === undefined) continue;
    for (const [name, cells] of made)
      if (columns.set(name, { subject, value: cells[place]! }, journal)) toMeasure.add(subject);
  }
}

/** What identifiers say of the sharers. */
export function identifiersOf(
  { touched: { sharers }, around }: { readonly touched: Touched; readonly around: FactTables },
  request: SettledRequest,
): ReadIdentifiers {
  const { asOf, reportingCurrency, kernels = kernelsHere } = request;
  const said = identifierColumns(around, contextOf(around, { asOf, reportingCurrency, kernels }));
  return { sharers, ids: around.subjects.id, said };
}
