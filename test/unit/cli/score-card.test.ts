import picocolors from 'picocolors';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../../src/cli/display-width.ts';
import { drawScoreCard } from '../../../src/cli/score-card.ts';
import type { ScoreCard } from '../../../src/scoring/ledger.ts';
import {
  bands,
  catalogue,
  chinese,
  groupCard,
  restrictedCard,
  scorecard,
  scoredCard,
  unscorableCard,
} from './sample-cards.ts';

const draw = (card: ScoreCard, colour = false) =>
  drawScoreCard(card, { scorecard, catalogue, paint: picocolors.createColors(colour) });
const text = (card: ScoreCard) => draw(card).join('\n');

/** The lines of a section, without the frame. */
function section(card: ScoreCard, heading: string): readonly string[] {
  const lines = draw(card);
  const start = lines.findIndex((line) => line.includes(`─ ${heading} ─`));
  const length = lines.slice(start + 1).findIndex((line) => /^[├╰]/.test(line));
  return lines.slice(start + 1, start + 1 + length).map((line) => line.slice(2, -2));
}

/** The numbers in the points column of lines, which ends at column 65. */
function points(lines: readonly string[]): readonly number[] {
  return lines
    .map((line) => Number(line.slice(56, 65).trim().replace('−', '-')))
    .filter((number) => !Number.isNaN(number));
}

const cards: readonly (readonly [string, ScoreCard])[] = [
  ['scored', scoredCard],
  ['lowest', { ...scoredCard, score: 350, band: 'poor' }],
  ['highest', { ...scoredCard, score: 950, band: 'excellent' }],
  ['unscorable', unscorableCard],
  ['restricted', restrictedCard],
  ['of a group', groupCard],
  ['provisional', { ...scoredCard, confidence: 0, bandRange: bands.map(({ name }) => name) }],
  ['of a wide id', { ...scoredCard, subjectId: '張偉👨‍👩‍👧‍👦' }],
  ['of a long wide id', { ...scoredCard, subjectId: '張'.repeat(200) }],
  ['of an id that draws', { ...scoredCard, subjectId: 'u\u009b2J\u202e' }],
  ['of a long run', { ...scoredCard, runId: 'r'.repeat(300), purpose: '用'.repeat(100) }],
];

describe('drawScoreCard', () => {
  describe.each(cards)('the card %s', (_, card) => {
    it.each([true, false])('is 80 columns wide on every line, colour %s', (colour) => {
      for (const line of draw(card, colour)) expect(displayWidth(line)).toBe(80);
    });

    it('has no escape sequence without colour', () => {
      expect(text(card)).not.toContain('\u001b');
    });
  });

  it('says the score, the band, the confidence and what was measured', () => {
    const drawn = text(scoredCard);
    expect(drawn).toContain('586');
    expect(drawn).toContain('FAIR');
    expect(drawn).toContain('confidence 72.4 %');
    expect(drawn).toContain('evidence 1,062; 6 of 7 factors could be measured');
  });

  it('points at the score on a scale from 350 to 950 with a mark at each band', () => {
    const lines = draw(scoredCard);
    const [pointer, scale, labels] = lines.slice(lines.findIndex((line) => line.includes('▼'))) as [
      string,
      string,
      string,
    ];
    // 236 of 600 points along 69 steps
    expect(pointer.indexOf('▼') - scale.indexOf('┣')).toBe(27);
    expect(scale.indexOf('●')).toBe(pointer.indexOf('▼'));
    expect(scale.match(/[╋┼]/g)).toHaveLength(4);
    expect(labels.match(/[0-9]+/g)).toEqual(['350', '550', '600', '650', '700', '950']);
  });

  it('shows groups that add up to the score', () => {
    const shown = points(section(scoredCard, 'Where the points come from'));
    expect(shown).toEqual([350, 178.5, 20.25, 20, 12, 5, 0.25, 586]);
    expect(shown.slice(0, -1).reduce((sum, each) => sum + each, 0)).toBe(586);
  });

  it('shows a ledger whose factors add up to their groups', () => {
    const shown = section(scoredCard, 'Ledger');
    const factors = points(shown.filter((line) => line.startsWith('  ') && !line.includes('──')));
    expect(factors).toEqual([150.5, 28, 20.25, 20, 0, 12, 5]);
    expect(shown.find((line) => line.includes('Dues paid on time'))).toMatch(
      /97\.3 % +1,024 +150\.50 +of 180\.00$/,
    );
    expect(shown.find((line) => line.includes('Time at residence'))).toMatch(
      /1 year +1 +20\.00 +of {2}20\.00$/,
    );
    expect(shown.find((line) => line.includes('housing'))).toMatch(/own +1 +12\.00/);
  });

  it('writes whole points without decimals where all are whole', () => {
    const ledger = scoredCard.ledger.filter(({ points }) => points % 1000 === 0);
    expect(text({ ...scoredCard, ledger })).toContain(
      'Base                                                          350',
    );
  });

  it('gives the reasons in words, most points lost first', () => {
    const lines = section(scoredCard, 'What cost most points');
    const [first, second, ...third] = [lines[0], lines[2], ...lines.slice(3)];
    expect(first).toMatch(/−45\.00 {2}Few of the ties lead to people with a record of their own\./);
    expect(second).toMatch(/−32\.00 {2}Much of the credit lines open is in use\./);
    expect(third.join(' ').replace(/ +/g, ' ')).toContain('more the more recent they are.');
  });

  it('says what could not be measured, and why', () => {
    expect(section(scoredCard, 'What could not be measured').join(' ').replace(/ +/g, ' ')).toContain(
      'Identification: No source says how well this subject has been identified.',
    );
  });

  it('says what the unmeasured got of their best, and all of them together', () => {
    const [first] = section(scoredCard, 'What could not be measured');
    expect(first).toMatch(/^0\.00 of 30\.00 {2}Identification: /);
    const ledger = scoredCard.ledger.map((line) =>
      line.item === 'factor' && line.factorId === 'reach'
        ? { ...line, measurable: false, reason: 'no_ties' as const }
        : line,
    );
    expect(section({ ...scoredCard, ledger }, 'What could not be measured').join('\n')).toMatch(
      /\n5\.00 of 50\.00 {2}Ties to .*\n5\.00 of 80\.00 {2}All of these together/,
    );
  });

  it('calls a score provisional where little is known and several bands are in reach', () => {
    const thin = { ...scoredCard, confidence: 0.021, bandRange: ['poor', 'fair', 'good'] };
    expect(text(thin)).toContain('PROVISIONAL: POOR TO GOOD');
    expect(text(thin)).toContain('520 to 652 (poor to good) is where');
    expect(text({ ...thin, confidence: 0.6 })).toContain('FAIR');
    expect(text({ ...thin, bandRange: ['fair'] })).not.toMatch(/provisional/i);
  });

  it('says of a group of whom it is made, and draws no table of factors that it has not', () => {
    const drawn = text(groupCard).replace(/[│\s]+/g, ' ');
    expect(drawn).toContain('made of 4 members with a score and a record');
    expect(drawn).toContain('--network');
    expect(drawn).toContain("A group's score is made of its members' scores, and of nothing else.");
    expect(drawn).not.toMatch(/at most|factors|─ Ledger/);
    expect(points(section(groupCard, 'Where the points come from'))).toEqual([585, 585]);
  });

  it('says of a group that a profile leaves its members out', () => {
    const excluded = { ...scoredCard.certificate!.excluded, aboutOthers: true };
    const certificate = { ...scoredCard.certificate!, excluded, networkShare: 0 };
    const card = {
      ...unscorableCard,
      subjectKind: 'group',
      outcomeReason: 'no_scorecard_for_kind',
      certificate,
    } as const;
    const drawn = text(card).replace(/[│\s]+/g, ' ');
    expect(drawn).toContain('The profile credit-by-hand@1 scores no groups');
    expect(drawn).not.toContain('--scorecard');
  });

  it('tells the evidence behind a reason, and what would better the score', () => {
    const reasons = section(scoredCard, 'What cost most points').join(' ').replace(/ +/g, ' ');
    expect(reasons).toContain('the more recent they are.: 12 of 1,024 dues late');
    expect(reasons).toContain(
      'Much of the credit lines open is in use.: 0.62 of the limits in use, on 2 cards',
    );
    const steps = section(scoredCard, 'What you can do, and the points it can bring');
    expect(steps.map((line) => line.trimEnd())).toEqual([
      '  +32.00  Pay down what is owed on cards. Next: below 0.5 of the limits,',
      '          +8.00',
    ]);
  });

  it('says how sure and how high the score is, and what was left out', () => {
    const drawn = text(scoredCard).replace(/[│\s]+/g, ' ');
    expect(drawn).toContain('520 to 652 is where a full record would put it, 4 times in 5');
    expect(drawn).toContain('rank 1,204 of 1,926, above 37.5 in 100 of its kind');
    expect(drawn).toContain(
      'credit-by-hand@1. Facts about others are read too. Scores of others move this one by at most 60 points.',
    );
    expect(drawn).toContain('left out whatever goes over rated, usesIdentifier; Spend level');
    expect(drawn).toContain('law An act of one article, Article 1');
  });

  it('is told in Chinese as well, as wide on every line', () => {
    const lines = drawScoreCard(scoredCard, {
      scorecard,
      catalogue: chinese,
      paint: picocolors.createColors(false),
    });
    for (const line of lines) expect(displayWidth(line)).toBe(80);
    expect(lines.join('\n')).toMatch(/−29\.50 +有应付款逾期支付或未支付：1,024 笔应付款中有 12 笔逾期/);
  });

  it('says of what instant, run and scorecard it is', () => {
    const about = section(scoredCard, 'About this score').join('\n');
    for (const part of [
      '2025-12-31T18:00:00.000Z',
      'run-7f3a52c1',
      'by-hand@1',
      scoredCard.scorecardHash,
      'contract',
    ]) {
      expect(about).toContain(part);
    }
  });

  it('gives no number for the unscorable, but says why and what to do', () => {
    const drawn = text(unscorableCard);
    expect(drawn).toContain('UNSCORABLE');
    expect(drawn).toContain('Too little is known to give a score.');
    expect(drawn.replace(/[│\s]+/g, ' ')).toContain(
      'Of those that the scorecard reads 2 are held, and it asks for 5',
    );
    expect(drawn).not.toContain('▼');
  });

  it('gives no number for the restricted, but says why and what to do', () => {
    const drawn = text(restrictedCard).replace(/[│\s]+/g, ' ');
    expect(drawn).toContain('RESTRICTED');
    expect(drawn).toContain('A person has flagged this subject');
    expect(drawn).toContain('end the flag');
  });
});
