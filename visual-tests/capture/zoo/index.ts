import { fields } from './fields.ts';
import { fonts } from './fonts.ts';
import { layout } from './layout.ts';
import { motion } from './motion.ts';
import { pictures } from './pictures.ts';
import { time } from './time.ts';
import type { ZooPage } from './zoo-page.ts';

/** Small pages that are hard to shoot twice alike, each with its trap and the end it must come to. */
export const zoo: readonly ZooPage[] = [...motion, ...pictures, ...fonts, ...fields, ...time, ...layout];
export type { ZooPage } from './zoo-page.ts';
