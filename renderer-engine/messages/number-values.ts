import type { MessageFunctionContext, MessageNumber } from 'messageformat/functions';

type WriteNumber = (
  context: MessageFunctionContext,
  options: Record<string, unknown>,
  operand?: unknown,
) => MessageNumber;

/** Messages say numbers in few ways; what they are given may ask for ever new ones. */
const mostFormats = 200;

/**
 * A number function of the library that makes each of its formats once. The library makes one for every number it
 * writes, which takes many times as long as writing it.
 */
export function withKeptFormats(write: WriteNumber): WriteNumber {
  const formats = new Map<string, Pick<MessageNumber, 'dir'> & { readonly format: Intl.NumberFormat }>();
  const formatOf = (value: MessageNumber, { locales, dir }: MessageFunctionContext) => {
    const key = JSON.stringify([locales, dir, value.options]);
    const known = formats.get(key);
    if (known) return known;
    const made = { format: new Intl.NumberFormat(locales as string[], value.options), dir: value.dir };
    if (formats.size >= mostFormats) formats.clear();
    formats.set(key, made);
    return made;
  };
  return (context, options, operand): MessageNumber => {
    const value = write(context, options, operand);
    const { selectKey, toParts } = value;
    let kept: ReturnType<typeof formatOf> | undefined;
    const made = (): ReturnType<typeof formatOf> => {
      kept ??= formatOf(value, context);
      return kept;
    };
    return {
      type: 'number',
      get dir() {
        return made().dir;
      },
      get options() {
        return value.options;
      },
      ...(selectKey && { selectKey }),
      ...(toParts && { toParts }),
      toString: () => made().format.format(value.valueOf()),
      valueOf: () => value.valueOf(),
    };
  };
}
