/** The door of the visual tests: plan, shoot, compare. */
export { readLooked } from './accessibility/judge-shot.ts';
export { isBrowserName, openPool } from './browsers/drivers.ts';
export { findBrowser, findBrowsers } from './browsers/find.ts';
export { commandLine, installBrowser, installCommands } from './browsers/install.ts';
export { browsersThatStart } from './browsers/starts.ts';
export { cameraOf } from './camera.ts';
export { shootPage, shootPages } from './capture/shoot-page.ts';
export { type Coverage, coverageOf, type PictureSeen } from './coverage/coverage.ts';
export { comparePictures, metric } from './diff/compare.ts';
export type { DocumentEdit } from './edits/document-edits.ts';
export { type EditsBehind, editsBehind, editsBetween, type PageTexts } from './edits/edits-behind.ts';
export { madeIn, type VersionStep } from './edits/made-in.ts';
export { noPictures } from './finding.ts';
export { fingerprintOf, type Surroundings, surroundingsOf } from './fingerprint.ts';
export { planCases } from './plan.ts';
export { runCases } from './runner.ts';
export type * from './types.ts';
