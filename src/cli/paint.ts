import picocolors from 'picocolors';
import type { Band } from '../scoring/scorecard.ts';
import type { CliDependencies } from './dependencies.ts';

export type Paint = ReturnType<typeof picocolors.createColors>;

/** Colours for what goes to standard output: none where it is piped, or where the settings say no. */
export function paintFor(deps: Pick<CliDependencies, 'stdout' | 'settings'>): Paint {
  return picocolors.createColors(deps.settings.colour && deps.stdout.isTTY === true);
}

/** From red for the lowest band to green for the highest; colour never says what no word says. */
export function bandPaint(paint: Paint, bands: readonly Band[], name: string): (text: string) => string {
  const scale = [paint.red, paint.yellow, paint.cyan, paint.green];
  const place = Math.max(
    0,
    bands.findIndex((band) => band.name === name),
  );
  return scale[Math.round((place / Math.max(1, bands.length - 1)) * (scale.length - 1))]!;
}
