import { defaultThreshold } from '../diff/compare.ts';
import type { PictureOptions } from '../diff/match.ts';

/** How both figures of trust compare, false differences and planted ones: as every case does by default. */
export const comparing: PictureOptions = { threshold: defaultThreshold, includeAA: true, areas: [] };
