import type { CoreComponent, EmitNode, Out } from './component.ts';
import type { Emitted, Prop } from './prop.ts';

type Definition<P extends Readonly<Record<string, Prop>>> = Omit<
  CoreComponent,
  'emit' | 'props' | 'slots' | 'events' | 'version'
> & {
  readonly version?: string;
  readonly props: P;
  readonly slots?: CoreComponent['slots'];
  readonly events?: CoreComponent['events'];
  emit(props: Emitted<P>, out: Out, node: EmitNode): void;
};

/** Declares a built-in component; `emit` sees its props by name, shape props as constants. */
export function defineComponent<const P extends Readonly<Record<string, Prop>>>({
  version = '1.0.0',
  slots = {},
  events = [],
  ...definition
}: Definition<P>): CoreComponent {
  return { ...definition, version, slots, events, emit: definition.emit as CoreComponent['emit'] };
}
