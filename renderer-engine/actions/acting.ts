import type { Json } from '../document/types.ts';
import type {
  ActionHost,
  ActionRequest,
  DataRequests,
  HostManifests,
  RenderInput,
  ValidateOptions,
  ValidationResult,
} from '../engine.ts';
import type { Program } from '../program.ts';
import type { Renderer } from '../stages/6-render/render.ts';
import type { Site } from '../stages/6-render/site.ts';
import type { FoundAction } from './find-action.ts';

/** What answering an action needs of the engine. */
export interface ActionTools {
  readonly renderer: Renderer;
  readonly site: Site;
  readonly manifests: HostManifests;
  readonly dataRequests: (
    program: Program,
    input: Pick<RenderInput, 'params' | 'ctx'>,
    fragment?: string,
  ) => DataRequests;
  readonly validate: (
    program: Program,
    form: string,
    value: Json,
    options: ValidateOptions,
  ) => Promise<ValidationResult>;
}

/** One request while it is answered. */
export interface Acting {
  readonly program: Program;
  readonly request: ActionRequest;
  readonly host: ActionHost;
  readonly tools: ActionTools;
  readonly found: FoundAction;
  /** Typed params and who asks; no data yet. */
  readonly input: RenderInput;
}

/** Typed params with the answers of the sources that a fragment, or the whole page, reads. */
export async function withData({ program, input, tools, host }: Acting, fragment?: string): Promise<RenderInput> {
  const { sources } = tools.dataRequests(program, input, fragment);
  const { data, failures } = await host.data(sources);
  return { ...input, data: data ?? {}, failures: failures ?? {} };
}
