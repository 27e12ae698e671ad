/** A score card as a list, for terminals too narrow for the drawn one: the same facts, wrapped where they must be. */
import type { LedgerLine, ScoreCard } from '../scoring/ledger.ts';
import { formatShare } from '../scoring/reading-text.ts';
import { titleOf } from '../scoring/wording.ts';
import { aboutRows, unscoredTexts } from './card-about.ts';
import { bandText, measuredText, standingTexts } from './card-head.ts';
import { cardDecimals, readingText } from './card-ledger.ts';
import { tellImprovements, tellReasons, tellUnmeasured, type Telling } from './card-reasons.ts';
import type { CardStyle } from './card-style.ts';
import { printable, wrapToWidth } from './display-width.ts';
import { formatPoints } from './number-format.ts';

const INDENT = '  ';
/** Narrower than this nothing would be readable; the terminal wraps the rest. */
const NARROWEST = 20;

/** The whole card, line by line, at most `width` columns each but for a single word that is longer. */
export function listScoreCard(card: ScoreCard, style: CardStyle, width: number): readonly string[] {
  const { paint, catalogue } = style;
  const inner = Math.max(NARROWEST, width) - INDENT.length;
  const section = (heading: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0
      ? []
      : [
          '',
          paint.bold(heading),
          ...lines.flatMap((line) => wrapToWidth(printable(line), inner)).map((line) => INDENT + line),
        ];
  const telling = ({ heading, told }: Telling): readonly string[] =>
    section(
      heading,
      told.map(({ points, text }) => `${points} ${text}`),
    );
  const decimals = cardDecimals(card);
  const kind = catalogue.say(`kind.${card.subjectKind}`);
  return [
    ...wrapToWidth(printable(`${card.subjectId} (${kind})`), Math.max(NARROWEST, width)),
    ...section(headingOf(card, style), headLines(card, style)),
    ...section(
      catalogue.say('card.groups'),
      card.groups
        .filter(({ factors }) => factors > 0)
        .map(({ group, points, best }) => `${catalogue.say(`group.${group}`)}: ${amount(points, best)}`),
    ),
    ...telling(tellReasons(card, style)),
    ...telling(tellImprovements(card, style)),
    ...section(catalogue.say('card.ledger'), card.ledger.filter(isTold).map(ledgerText)),
    ...telling(tellUnmeasured(card, style)),
    ...section(
      catalogue.say('card.about'),
      aboutRows(card, style).map(([label, text]) => `${label} ${text}`),
    ),
  ];

  function amount(points: number, best: number): string {
    return `${formatPoints(points, decimals)} ${catalogue.say('card.of', { best: formatPoints(best, decimals) })}`;
  }

  function ledgerText(line: LedgerLine): string {
    if (line.item !== 'factor')
      return `${catalogue.say(`line.${line.item}`)}: ${formatPoints(line.points, decimals)}`;
    const reading = line.measurable ? readingText(line, style) : catalogue.say('card.not_measurable');
    return `${titleOf(catalogue, line)}: ${reading}, ${amount(line.points, line.best)}`;
  }
}

function headingOf(card: ScoreCard, { catalogue }: CardStyle): string {
  const { score, band } = card;
  if (score !== null && band !== null) return `${score} ${bandText({ ...card, score, band }, catalogue)}`;
  return catalogue.say(card.outcome === 'restricted' ? 'card.restricted' : 'card.unscorable');
}

function headLines(card: ScoreCard, style: CardStyle): readonly string[] {
  if (card.score === null) return unscoredTexts(card, style);
  return [
    style.catalogue.say('card.confidence', { share: formatShare(card.confidence) }),
    measuredText(card, style),
    ...standingTexts(card, style),
  ];
}

/** Lines of 0 points that are no factor's change nothing and are left out. */
function isTold(line: LedgerLine): boolean {
  return line.item === 'factor' || line.points !== 0;
}
