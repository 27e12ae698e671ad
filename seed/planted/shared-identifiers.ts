/** Accounts of one hand, seen on the same devices: all on one, or in a subtle ring each on one with the next. */
import { see } from '../identity/sightings.ts';
import type { Random } from '../random/random.ts';
import type { Scene } from '../scene.ts';
import { within } from './moves.ts';
import type { Part, Plot } from './plot.ts';

export function sharedIdentifiers(random: Random, scene: Scene, plot: Plot): readonly Part[] {
  const { members, subtlety } = plot;
  const chained = random.chance(subtlety);
  const { identifiers } = scene;
  for (const [k, subject] of members.entries()) {
    const devices = chained ? [Math.max(0, k - 1), Math.min(k, members.length - 2)] : [0];
    for (const device of new Set(devices)) {
      const value = identifiers.jointDevice(members[device]!);
      see(random, scene, { subject, kind: 'device', value, at: within(random, plot, [0, 0.5]) });
      see(random, scene, { subject, kind: 'device', value, at: within(random, plot, [0.5, 1]) });
    }
    if (chained) continue;
    const at = within(random, plot, [0, 1]);
    see(random, scene, { subject, kind: 'card', value: identifiers.card(members[0]!), at });
  }
  return members.map((subject) => ({ subject, part: 'member' }));
}
