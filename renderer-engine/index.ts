/** The public door of the engine. */

export { catalog } from './components/catalog.ts';
export type * from './components/component.ts';
export { coreVersion } from './core-version.ts';
export { createEngine } from './create-engine.ts';
export type * from './diagnostics/diagnostic.ts';
export { canonical, hashJson, hashText, shortHash } from './document/canonical.ts';
export { documentSchema } from './document/json-schema.ts';
export type * from './document/types.ts';
export { findViewport, viewportsOf } from './document/viewports.ts';
export type * from './engine.ts';
export { type FixtureOptions, type FixtureOwner, fixtureInput } from './fixture-input.ts';
export { decodeFields, type SubmittedField } from './forms/decode.ts';
export { type FormPlace, formAt } from './forms/form-at.ts';
export { defaultLimits } from './limits.ts';
export type * from './program.ts';
export type * from './registry/index.ts';
export { createRegistry } from './registry/index.ts';
export type * from './release/bundle.ts';
export { approvalText, bundleHash, releaseText } from './release/bundle.ts';
export { engineForBundle } from './release/engine-for-bundle.ts';
export { RenderLimitError } from './stages/6-render/render-error.ts';
export { baseOf } from './stages/6-render/site.ts';
export { stylesheetAddress } from './stylesheet-address.ts';
