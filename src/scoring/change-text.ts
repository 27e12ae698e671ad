/** A line of a change in the words of a catalogue. */
import type { Catalogue } from '../domain/catalogue.ts';
import type { ChangeLine, ChangeReading, FactorChange } from './change-lines.ts';
import { tellReading } from './reading-text.ts';
import { titleOf } from './wording.ts';

/** Such as `Dues on time, weighed: 1 due became late (0.98 → 0.91)`. */
export function changeText(catalogue: Catalogue, line: ChangeLine): string {
  if (line.item === 'network') return catalogue.say(`change.network.${line.cause}`);
  const what =
    line.item === 'factor'
      ? catalogue.say('change.line', { title: titleOf(catalogue, line), what: factorText(catalogue, line) })
      : catalogue.say(`line.${line.item}`);
  if (line.cause === 'scorecard') return catalogue.say('change.by_scorecard', { what });
  return line.cause === 'undivided' ? catalogue.say('change.undivided', { what }) : what;
}

function factorText(catalogue: Catalogue, line: FactorChange): string {
  const { before, after } = line;
  if (before === null)
    return catalogue.say('change.factor_new', { reading: readingOf(catalogue, line, after!) });
  const was = readingOf(catalogue, line, before);
  if (after === null) return catalogue.say('change.factor_gone', { reading: was });
  const reading = readingOf(catalogue, line, after);
  if (line.cause === 'scorecard')
    return before.bin === after.bin
      ? catalogue.say('change.reweighed', { reading })
      : catalogue.say('change.rebinned', { reading, before: before.bin, after: after.bin });
  if (!before.measurable) return catalogue.say('change.measured_now', { reading });
  if (!after.measurable) return catalogue.say('change.measured_no_longer', { reading: was });
  const moved = was === reading ? undefined : catalogue.say('change.arrow', { before: was, after: reading });
  const counted = countedText(catalogue, line.factorId, { before, after });
  if (counted !== undefined)
    return moved === undefined ? counted : catalogue.say('change.read', { what: counted, reading: moved });
  return moved ?? unmovedText(catalogue, { before, after });
}

interface Both {
  readonly before: ChangeReading;
  readonly after: ChangeReading;
}

/** What happened, where the facts behind the reading tell and the catalogue has words for it. */
function countedText(catalogue: Catalogue, factorId: string, { before, after }: Both): string | undefined {
  const against = after.against - before.against;
  const evidence = after.evidence - before.evidence;
  const find = (what: string, count: number): string | undefined =>
    catalogue.find(`change.${factorId}.${what}`, { count });
  if (against > 0) return find('against', against);
  if (against < 0) return find('mended', -against);
  return evidence > 0 ? find('evidence', evidence) : undefined;
}

/** Of a reading that is written alike on both sides. */
function unmovedText(catalogue: Catalogue, { before, after }: Both): string {
  if (before.evidence !== after.evidence)
    return catalogue.say('change.facts', { before: before.evidence, after: after.evidence });
  return catalogue.say('change.arrow', { before: before.bin, after: after.bin });
}

function readingOf(
  catalogue: Catalogue,
  { unit }: FactorChange,
  { measurable, value, bin }: ChangeReading,
): string {
  if (!measurable) return catalogue.say('card.not_measurable');
  return value === null ? bin : tellReading(catalogue, value, unit);
}
