/**
 * The scorecard: which factors count for which kind of subject, and how many points each reading earns. Plain
 * JSON with an id and a version; a broken one does not load, so that scoring fails closed.
 */
import { z } from 'zod';
import { InvalidConfigError } from '../domain/errors.ts';
import { SUBJECT_KINDS, type SubjectKind } from '../domain/facts.ts';
import { HIGHEST_SCORE, LOWEST_SCORE, THOUSAND, type Thousandths } from '../domain/score.ts';
import type { Factor } from '../factors/factor.ts';
import { ATTRIBUTE_PREFIX, attributeFactor } from '../factors/attribute.ts';
import { findFactor } from '../factors/registry.ts';
import { binOfNumber, binOfText, type Bin } from './bins.ts';
import { canonicalJson } from './canonical-json.ts';
import type { NetworkSettings } from './network.ts';
import { scorecardSchema, type FactorEntry } from './scorecard-schema.ts';

export interface ScorecardFactor {
  readonly factor: Factor;
  readonly bins: readonly Bin[];
  /** The reading assumed where nothing is known. */
  readonly prior: number | string;
  readonly notMeasurable: Thousandths;
  /** The most points any reading earns. */
  readonly best: Thousandths;
}

export interface Band {
  readonly from: number;
  readonly name: string;
}

export interface Scorecard {
  readonly id: string;
  readonly description: string;
  readonly base: Thousandths;
  readonly minimumEvidence: number;
  readonly halfConfidenceEvidence: number;
  readonly bands: readonly Band[];
  /** Absent: scores are personal, and groups have none. */
  readonly network?: NetworkSettings;
  /** Absent: subjects of that kind are unscorable. */
  readonly subjects: Readonly<Partial<Record<SubjectKind, readonly ScorecardFactor[]>>>;
  /** The document with its keys in order: what is hashed and stored with each run. */
  readonly canonicalJson: string;
}

/** Loads a scorecard to score by. Throws InvalidConfigError that says where it is broken and how. */
export function parseScorecard(json: string): Scorecard {
  const scorecard = readStoredScorecard(json);
  if (scorecard.subjects.group !== undefined)
    throw refuse('subjects.group: a group is scored by its members; leave it out and give "network"');
  for (const kind of SUBJECT_KINDS) {
    for (const entry of scorecard.subjects[kind] ?? []) {
      const { factor, bins } = entry;
      const where = `subjects.${kind}: ${factor.id}`;
      if (bins[0]!.kind === 'numeric') checkMonotone(bins, factor, where);
      checkNotMeasurable(entry, where);
    }
  }
  return scorecard;
}

/**
 * Reads the scorecard that a run was made with, to explain its scores. It was judged when it was loaded; what factors
 * say of themselves today does not judge it again.
 */
export function readStoredScorecard(json: string): Scorecard {
  const document = scorecardSchema.safeParse(parseJson(json));
  if (!document.success) throw refuse(z.prettifyError(document.error));
  const { bands, subjects, base, network, ...rest } = document.data;
  checkBands(bands);
  const compiled: Partial<Record<SubjectKind, readonly ScorecardFactor[]>> = {};
  for (const kind of SUBJECT_KINDS) {
    const entry = subjects[kind];
    if (entry !== undefined) compiled[kind] = compileFactors(kind, entry.factors);
  }
  return {
    ...rest,
    base: toThousandths(base),
    bands,
    ...(network === undefined ? {} : { network }),
    subjects: compiled,
    canonicalJson: canonicalJson(document.data),
  };
}

function compileFactors(kind: SubjectKind, entries: readonly FactorEntry[]): readonly ScorecardFactor[] {
  const seen = new Set<string>();
  return entries.map((entry) => {
    if (seen.has(entry.factor)) throw refuse(`subjects.${kind} names the factor ${entry.factor} twice`);
    seen.add(entry.factor);
    return compileFactor(entry, `subjects.${kind}: ${entry.factor}`);
  });
}

function compileFactor(entry: FactorEntry, where: string): ScorecardFactor {
  const factor = factorOf(entry, where);
  const bins = entry.bins.map(compileBin);
  checkBins(bins, where);
  return {
    factor,
    bins,
    prior: entry.prior ?? factor.prior,
    notMeasurable: toThousandths(entry.notMeasurable),
    best: Math.max(...bins.map((bin) => bin.points)),
  };
}

/** Knowing nothing never earns more than what the prior alone would. */
function checkNotMeasurable({ bins, prior, notMeasurable }: ScorecardFactor, where: string): void {
  const isNumeric = bins[0]!.kind === 'numeric';
  if (isNumeric !== (typeof prior === 'number')) {
    throw refuse(`${where}: the prior ${prior} cannot be placed among its bins`);
  }
  const priorBin = typeof prior === 'number' ? binOfNumber(bins, prior) : binOfText(bins, prior);
  const most = bins[priorBin]!.points;
  if (notMeasurable > most) {
    throw refuse(
      `${where}: notMeasurable gives ${notMeasurable / THOUSAND} points, more than the ` +
        `${most / THOUSAND} of its prior ${prior}; give at most those`,
    );
  }
}

function factorOf(entry: FactorEntry, where: string): Factor {
  if (entry.factor.startsWith(ATTRIBUTE_PREFIX)) {
    if (entry.group === undefined || entry.prior === undefined) {
      throw refuse(`${where}: an attribute needs its "group" and a "prior" to assume where it is missing`);
    }
    const { group, direction = 'higher' } = entry;
    const by = entry.bins.some((bin) => 'values' in bin) ? 'text' : 'number';
    return attributeFactor(entry.factor.slice(ATTRIBUTE_PREFIX.length), { group, direction, by });
  }
  const factor = findFactor(entry.factor);
  if (factor === undefined) throw refuse(`${where}: no such factor; credence factors lists them`);
  if (entry.group !== undefined || entry.direction !== undefined || entry.prior !== undefined) {
    throw refuse(`${where}: "group", "direction" and "prior" are for attributes; this factor has its own`);
  }
  return factor;
}

function compileBin(bin: FactorEntry['bins'][number]): Bin {
  const binPoints = toThousandths(bin.points);
  if ('values' in bin) return { kind: 'text', values: bin.values ?? null, points: binPoints };
  const below = 'below' in bin ? (bin.below ?? null) : null;
  return { kind: 'numeric', below, points: binPoints };
}

/** The last bin is open and takes the kind of those before it; bounds rise; values are named once. */
function checkBins(bins: Bin[], where: string): void {
  const last = bins.length - 1;
  const first = bins[0]!;
  const end = bins[last]!;
  // A bin of points alone reads as numeric; at the end of bins by value it takes every other value.
  if (first.kind === 'text' && end.kind === 'numeric' && end.below === null) {
    bins[last] = { kind: 'text', values: null, points: end.points };
  }
  let bound = Number.NEGATIVE_INFINITY;
  const named = new Set<string>();
  bins.forEach((bin, index) => {
    const open = bin.kind === 'numeric' ? bin.below === null : bin.values === null;
    if (bin.kind !== first.kind) throw refuse(`${where}: bins by bound and bins by value cannot be mixed`);
    if (open !== (index === last))
      throw refuse(`${where}: the last bin, and only that, has no "below" or "values"`);
    if (bin.kind === 'numeric' && bin.below !== null) {
      if (bin.below <= bound) throw refuse(`${where}: bounds must rise; ${bin.below} follows ${bound}`);
      bound = bin.below;
    }
    for (const value of bin.kind === 'text' ? (bin.values ?? []) : []) {
      if (named.has(value)) throw refuse(`${where}: the value ${value} stands in two bins`);
      named.add(value);
    }
  });
}

/** A better reading never earns fewer points. */
function checkMonotone(bins: readonly Bin[], factor: Factor, where: string): void {
  for (let index = 1; index < bins.length; index++) {
    const step = bins[index]!.points - bins[index - 1]!.points;
    if (factor.direction === 'higher' ? step < 0 : step > 0) {
      throw refuse(`${where}: ${factor.direction} readings are better, so points must not move against them`);
    }
  }
}

function checkBands(bands: readonly Band[]): void {
  if (bands[0]!.from !== LOWEST_SCORE) throw refuse(`bands: the first must start at ${LOWEST_SCORE}`);
  bands.forEach((band, index) => {
    const before = bands[index - 1];
    if (band.from > HIGHEST_SCORE || (before !== undefined && band.from <= before.from)) {
      throw refuse(
        `bands: ${band.name} starts at ${band.from}; starts must rise and end by ${HIGHEST_SCORE}`,
      );
    }
  });
}

/** The name of the band that a score lies in. */
export function bandOf(scorecard: Scorecard, score: number): string {
  return (scorecard.bands.findLast((band) => band.from <= score) ?? scorecard.bands[0]!).name;
}

/** The bands that scores from `low` to `high` are in, from low to high. */
export function bandsBetween(
  { bands }: Scorecard,
  { low, high }: { low: number; high: number },
): readonly string[] {
  const first = Math.max(
    0,
    bands.findLastIndex(({ from }) => from <= low),
  );
  return bands
    .slice(first)
    .filter(({ from }, index) => index === 0 || from <= high)
    .map(({ name }) => name);
}

/** Every factor that any kind of subject is scored by, once, in the order of first mention. */
export function scorecardFactors(scorecard: Scorecard): readonly Factor[] {
  const factors = new Map<string, Factor>();
  for (const kind of SUBJECT_KINDS) {
    for (const { factor } of scorecard.subjects[kind] ?? []) {
      if (!factors.has(factor.id)) factors.set(factor.id, factor);
    }
  }
  return [...factors.values()];
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new InvalidConfigError(`The scorecard is not JSON: ${(cause as Error).message}`, { cause });
  }
}

function toThousandths(value: number): Thousandths {
  return Math.round(value * THOUSAND);
}

function refuse(problem: string): InvalidConfigError {
  return new InvalidConfigError(`The scorecard does not load: ${problem}`);
}
