/** A score card as a list, for terminals too narrow for the drawn one: the same facts, wrapped where they must be. */
import { formatInstant } from '../domain/time.ts';
import type { LedgerLine, ScoreCard } from '../scoring/ledger.ts';
import { cardDecimals, FIXED_TITLES, GROUP_TITLES, readingOf } from './card-ledger.ts';
import { printable, wrapToWidth } from './display-width.ts';
import { formatCount, formatPoints, formatShare } from './number-format.ts';
import { reasonText, unscoredTexts, type CardStyle } from './score-card.ts';

const INDENT = '  ';
/** Narrower than this nothing would be readable; the terminal wraps the rest. */
const NARROWEST = 20;

/** The whole card, line by line, at most `width` columns each but for a single word that is longer. */
export function listScoreCard(card: ScoreCard, style: CardStyle, width: number): readonly string[] {
  const { paint } = style;
  const inner = Math.max(NARROWEST, width) - INDENT.length;
  const section = (heading: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0
      ? []
      : [
          '',
          paint.bold(heading),
          ...lines.flatMap((line) => wrapToWidth(printable(line), inner)).map((line) => INDENT + line),
        ];
  const decimals = cardDecimals(card);
  return [
    ...wrapToWidth(printable(`${card.subjectId} (${card.subjectKind})`), Math.max(NARROWEST, width)),
    ...section(
      card.score === null ? card.outcome.toUpperCase() : `${card.score} ${card.band}`,
      headLines(card, style),
    ),
    ...section(
      'Where the points come from',
      card.groups.map(({ group, points, best }) => `${GROUP_TITLES[group]}: ${amount(points, best)}`),
    ),
    ...section(
      'What cost most points',
      card.adverseReasons.map(
        ({ pointsLost, code }) =>
          `${formatPoints(-pointsLost, decimals)} ${reasonText(style.catalogue, code)}`,
      ),
    ),
    ...section('Ledger', card.ledger.filter(isTold).map(ledgerText)),
    ...section('About this score', [
      `as of ${formatInstant(card.asOf)}`,
      `purpose ${card.purpose}, basis ${card.basis}`,
      `run ${card.runId}`,
      `scorecard ${card.scorecardId} ${card.scorecardHash.slice(0, 12)}`,
    ]),
  ];

  function amount(points: number, best: number): string {
    return `${formatPoints(points, decimals)} of ${formatPoints(best, decimals)}`;
  }

  function ledgerText(line: LedgerLine): string {
    if (line.item !== 'factor') return `${FIXED_TITLES[line.item]}: ${formatPoints(line.points, decimals)}`;
    const reading = line.measurable ? readingOf(line) : 'not measurable';
    return `${line.title}: ${reading}, ${amount(line.points, line.best)}`;
  }
}

function headLines(card: ScoreCard, style: CardStyle): readonly string[] {
  if (card.score === null) return unscoredTexts(card, style);
  return [`confidence ${formatShare(card.confidence)}, evidence ${formatCount(card.evidence)}`];
}

/** Lines of 0 points that are no factor's change nothing and are left out. */
function isTold(line: LedgerLine): boolean {
  return line.item === 'factor' || line.points !== 0;
}
