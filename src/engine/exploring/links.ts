import { compareCodePoints } from '../../domain/order.ts';
import { RELATIONS, type ExploredLink } from './explorer.ts';

/** By relation as in RELATIONS, then source, then target; ties with their source before their target. */
export function orderedLinks(links: readonly ExploredLink[]): readonly ExploredLink[] {
  return links
    .map((link) =>
      link.relation === 'knows' && compareCodePoints(link.source, link.target) > 0
        ? { ...link, source: link.target, target: link.source }
        : link,
    )
    .sort(
      (a, b) =>
        RELATIONS.indexOf(a.relation) - RELATIONS.indexOf(b.relation) ||
        compareCodePoints(a.source, b.source) ||
        compareCodePoints(a.target, b.target),
    );
}
