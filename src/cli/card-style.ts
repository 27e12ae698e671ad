import type { Catalogue } from '../domain/catalogue.ts';
import type { Scorecard } from '../scoring/scorecard.ts';
import type { Paint } from './paint.ts';

/** In what words and colours a card is told, and by which scorecard it was scored. */
export interface CardStyle {
  readonly scorecard: Scorecard;
  readonly catalogue: Catalogue;
  readonly paint: Paint;
}
