/** What a score card says in sentences: what counted against the subject, what it can do, what could not be measured. */
import type { FactorLine, Improvement, Reason, ScoreCard } from '../scoring/ledger.ts';
import { evidenceText, improvementText, targetText, titleOf, unmeasuredLines } from '../scoring/wording.ts';
import { cardDecimals } from './card-ledger.ts';
import type { CardStyle } from './card-style.ts';
import { displayWidth, padLeft, padRight, printable, wrapToWidth } from './display-width.ts';
import { CONTENT_WIDTH, type FrameSection } from './frame.ts';
import { formatPoints } from './number-format.ts';

const AMOUNT_WIDTH = 10;

/** A sentence with the points that it is about: lost ones are negative. */
interface Told {
  readonly points: string;
  readonly text: string;
}

/** A heading and what is told under it; empty where there is nothing to tell. */
export interface Telling {
  readonly heading: string;
  /** How the points are painted. */
  readonly paint: 'red' | 'green' | 'dim';
  readonly told: readonly Told[];
}

export function tellReasons(card: ScoreCard, { catalogue }: CardStyle): Telling {
  const decimals = cardDecimals(card);
  const isByMean = card.ranking === 'below_mean';
  const told = ({ pointsLost, belowMean, ...reason }: Reason & { readonly belowMean?: number }): Told => ({
    points: formatPoints(-(isByMean ? (belowMean ?? 0) : pointsLost), decimals),
    text: catalogue.say('card.reason', {
      reason: catalogue.say(reason.code),
      evidence: evidenceText(catalogue, reason, card.ledger),
    }),
  });
  return {
    heading: catalogue.say(isByMean ? 'card.reasons_below_mean' : 'card.reasons'),
    paint: 'red',
    told: card.adverseReasons.map(told),
  };
}

export function tellImprovements(card: ScoreCard, { catalogue }: CardStyle): Telling {
  const decimals = cardDecimals(card);
  const told = (improvement: Improvement): Told => ({
    points: `+${formatPoints(improvement.attainable, decimals)}`,
    text: catalogue.say('card.next_step', {
      text: improvementText(catalogue, improvement),
      target: targetText(catalogue, improvement),
      points: `+${formatPoints(improvement.next, decimals)}`,
    }),
  });
  return { heading: catalogue.say('card.improvements'), paint: 'green', told: card.improvements.map(told) };
}

/** With the points it got of those it could get, and all of them together. */
export function tellUnmeasured(card: ScoreCard, { catalogue }: CardStyle): Telling {
  const decimals = cardDecimals(card);
  const lines = unmeasuredLines(card.ledger);
  const gotten = ({ points, best }: Pick<FactorLine, 'points' | 'best'>): string =>
    `${formatPoints(points, decimals)} ${catalogue.say('card.of', { best: formatPoints(best, decimals) })}`;
  const total = {
    points: lines.reduce((sum, { points }) => sum + points, 0),
    best: lines.reduce((sum, { best }) => sum + best, 0),
  };
  const told = (line: FactorLine): Told => ({
    points: gotten(line),
    text: catalogue.say('card.reason', {
      reason: titleOf(catalogue, line),
      evidence: line.reason === undefined ? '' : catalogue.say(line.reason),
    }),
  });
  const sum =
    lines.length > 1 ? [{ points: gotten(total), text: catalogue.say('card.not_measured_sum') }] : [];
  return { heading: catalogue.say('card.not_measured'), paint: 'dim', told: [...lines.map(told), ...sum] };
}

/** As sections of a frame, those left out that have nothing to tell. */
export function tellingSections(tellings: readonly Telling[], { paint }: CardStyle): readonly FrameSection[] {
  return tellings
    .filter(({ told }) => told.length > 0)
    .map(({ heading, told, paint: paintName }) => {
      const width = Math.max(AMOUNT_WIDTH, ...told.map(({ points }) => displayWidth(points) + 2));
      return {
        heading,
        lines: told.flatMap(({ points, text }) =>
          hanging({ label: padLeft(points, width - 2), paint: paint[paintName], width }, text),
        ),
      };
    });
}

/** A label and a text that hangs beside it over as many lines as it needs. */
export function hanging(
  { label, paint, width }: { label: string; paint: (text: string) => string; width: number },
  text: string,
): readonly string[] {
  return wrapToWidth(printable(text), CONTENT_WIDTH - width).map((line, index) =>
    index === 0 ? paint(padRight(label, width)) + line : ' '.repeat(width) + line,
  );
}
