import { FACTOR_GROUPS } from '../src/domain/score.ts';
import type { Factor } from '../src/factors/factor.ts';
import { FACTORS } from '../src/factors/registry.ts';

const INTRODUCTION = `# Factors

<!-- Made from src/factors by \`npm run docs\`; a test fails when it is stale. -->

A factor is one measured quantity, read off a subject's own row; its file in \`src/factors\` says how. The prior is what
one would assume of a subject of whom nothing is known: not being measurable never earns more points than that. How
many points a reading earns is for the scorecard to say.

\`attribute:<name>\` is any column of a lender's own from \`attributes\`; the scorecard gives its group, its direction and
its prior. Protected attributes are refused.
`;

/** The reference page of all factors, as Markdown. */
export function factorsPage(): string {
  const sections = FACTOR_GROUPS.map((group) => {
    const rows = FACTORS.filter((factor) => factor.group === group).map(row);
    const head = [
      '| factor | what | unit | range | better | prior | relations |',
      '| --- | --- | --- | --- | --- | --- | --- |',
    ];
    return [`## ${group.replaceAll('_', ' ')}\n`, ...head, ...rows, ''].join('\n');
  });
  return [INTRODUCTION, ...sections].join('\n');
}

function row({ id, title, unit, range, direction, prior, relations }: Factor): string {
  const [low, high] = range.map((bound) => (Number.isFinite(bound) ? String(bound) : 'any'));
  const read = relations.length > 0 ? relations.join(', ') : 'none';
  return `| \`${id}\` | ${title} | ${unit} | ${low} to ${high} | ${direction} | ${prior} | ${read} |`;
}
