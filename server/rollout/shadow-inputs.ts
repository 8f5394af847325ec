import type { RenderInput, StreamInput } from '#engine';

/** What real pages were rendered from, in memory only, as long as a rollout prepares. */
export interface ShadowInputs {
  add(input: StreamInput): void;
  list(): readonly RenderInput[];
}

/** Inputs kept, and the longest one and all of them as JSON. */
const most = 20;
const longest = 256 * 1_024;
const longestAll = 2 ** 20;

/** The first of each kind: what was asked twice in the same words tells nothing new. Nobody's sign-in is among them. */
export function shadowInputs(): ShadowInputs {
  const kept = new Map<string, RenderInput>();
  let length = 0;
  return {
    add(input) {
      if (kept.size >= most) return;
      const scrubbed = scrub(input);
      const text = scrubbed && JSON.stringify(scrubbed);
      if (!text || text.length > longest || length + text.length > longestAll || kept.has(text)) return;
      kept.set(text, JSON.parse(text) as RenderInput);
      length += text.length;
    },
    list: () => [...kept.values()],
  };
}

/** Without what belongs to one visitor; null for what is still waiting for data. */
function scrub({ params, data, failures, ctx, lazy, later }: StreamInput): RenderInput | null {
  if (Object.keys(later ?? {}).length > 0) return null;
  return {
    ...(params && { params }),
    ...(data && { data }),
    ...(failures && { failures }),
    ...(ctx && { ctx: { ...ctx, user: null } }),
    ...(lazy && { lazy }),
  };
}
