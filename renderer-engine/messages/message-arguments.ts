import { MessageSyntaxError, type Model, parseMessage, validate, visit } from 'messageformat';
import type { Type } from '../expressions/type.ts';
import { argumentKinds } from './message-functions.ts';

/** What a message needs, and what is wrong with its text. */
export interface MessageShape {
  /** Arguments by name, with what they may be. */
  readonly arguments: Readonly<Record<string, Type>>;
  /** Names of markup in the text: `{#terms}…{/terms}` is `terms`. */
  readonly markup: readonly string[];
  readonly problems: readonly MessageProblem[];
}

/** A mistake in MessageFormat 2 text; offsets count in that text. */
export interface MessageProblem {
  /** A whole sentence. */
  readonly reason: string;
  readonly start: number;
  readonly end: number;
}

const kept = new Map<string, MessageShape>();
const keptCount = 4_096;

/** Reads the text of a message. Never throws; a broken text has no arguments. Equal texts give the same object. */
export function messageArguments(text: string): MessageShape {
  const known = kept.get(text);
  if (known) return known;
  const shape = readShape(text);
  if (kept.size >= keptCount) kept.delete(kept.keys().next().value ?? '');
  kept.set(text, shape);
  return shape;
}

/** The model of a message that can be formatted; null when its text is broken. */
export function messageModel(text: string): Model.Message | null {
  return messageArguments(text).problems.length > 0 ? null : parseMessage(text);
}

/** What a message takes at most, in steps of an expression: what it fills in, declares and chooses between. */
export function messageSteps(message: Model.Message): number {
  const filled = Math.max(
    ...patternsOf(message).map((pattern) => pattern.filter((part) => typeof part !== 'string').length),
  );
  const choices = message.type === 'select' ? message.variants.length * message.selectors.length : 0;
  return stepsOfValue * (filled + message.declarations.length) + choices;
}

/** Writing a number takes about as long as so many operators. */
const stepsOfValue = 40;

function readShape(text: string): MessageShape {
  try {
    const message = parseMessage(text);
    validate(message);
    return shapeOf(message, text);
  } catch (error) {
    if (!(error instanceof MessageSyntaxError)) throw error;
    const { start, end } = error;
    const reason = reasons.get(error.type) ?? 'This is not a message as MessageFormat 2 writes it.';
    const at = Math.min(Math.max(0, start), text.length);
    return broken({ reason, start: at, end: Math.min(Math.max(at, end), text.length) });
  }
}

const broken = (...problems: readonly MessageProblem[]): MessageShape => ({ arguments: {}, markup: [], problems });

const reasons = new Map<string, string>([
  ['empty-token', 'Something is missing here.'],
  ['bad-escape', 'After "\\" only "\\", "{", "}" or "|" may stand.'],
  ['bad-input-expression', 'An .input declaration needs a variable, like .input {$count :integer}.'],
  ['duplicate-attribute', 'This attribute stands twice.'],
  ['duplicate-declaration', 'This variable is declared twice, or used before its declaration.'],
  ['duplicate-option-name', 'This option stands twice.'],
  ['duplicate-variant', 'Two variants have the same keys.'],
  ['extra-content', 'Nothing may stand behind the message.'],
  ['key-mismatch', 'Every variant needs one key for each variable behind .match.'],
  ['missing-fallback', 'A message with .match needs a variant with * for every variable.'],
  ['missing-selector-annotation', 'A variable behind .match needs a function, like .input {$count :integer}.'],
  ['missing-syntax', 'A sign is missing here, perhaps a closing brace.'],
]);

function shapeOf(message: Model.Message, text: string): MessageShape {
  const local = new Set(message.declarations.filter(({ type }) => type === 'local').map(({ name }) => name));
  const found: Record<string, Type> = {};
  const markup = new Set<string>();
  const wrong: string[] = [];
  const note = (name: string, type: Type): void => {
    if (local.has(name)) return;
    // The library looks names up with "in", so these would find what belongs to every object.
    if (name in Object.prototype) wrong.push(`"${name}" cannot be used as a name.`);
    // The first function that says more than "anything" decides.
    else if (!Object.hasOwn(found, name) || found[name] === printable) found[name] = type;
  };
  visit(message, {
    functionRef: ({ name, options = {} }, _, argument) => {
      const kind = Object.hasOwn(argumentKinds, name) ? argumentKinds[name] : undefined;
      const unknown = kind === 'moment' ? Object.keys(options).find((option) => option !== 'style') : undefined;
      if (unknown !== undefined)
        wrong.push(`":${name}" has no option "${unknown}". It takes style=short, medium, long or full.`);
      if (!kind) wrong.push(`There is no function ":${name}". Use ${functionList}.`);
      else if (argument?.type === 'variable') note(argument.name, argumentTypes[kind]);
    },
    value: (value) => {
      if (value.type === 'variable') note(value.name, printable);
    },
    markup: ({ name }) => {
      markup.add(name);
    },
  });
  for (const pattern of patternsOf(message)) wrong.push(...markupProblems(pattern));
  if (wrong.length > 0) return broken(...wrong.map((reason) => ({ reason, start: 0, end: text.length })));
  return { arguments: found, markup: [...markup].sort(), problems: [] };
}

const patternsOf = (message: Model.Message): readonly Model.Pattern[] =>
  message.type === 'message' ? [message.pattern] : message.variants.map(({ value }) => value);

/** Markup wraps words and nothing else, so that each has one node around it: closed, flat, once in a text. */
function markupProblems(pattern: Model.Pattern): readonly string[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  let open: string | null = null;
  for (const part of pattern) {
    if (typeof part === 'string' || part.type !== 'markup') continue;
    const { kind, name } = part;
    if (kind === 'close') {
      if (open !== name) problems.push(`{/${name}} closes nothing. Write {#${name}} before the words it marks.`);
      open = null;
      continue;
    }
    if (open !== null) problems.push(`{#${name}} stands inside {#${open}}. Markup stands beside other markup.`);
    if (seen.has(name)) problems.push(`{#${name}} stands twice in one text. Give the second one another name.`);
    seen.add(name);
    if (kind === 'open') open = name;
  }
  if (open !== null) problems.push(`{#${open}} is not closed. Write {/${open}} behind the words it marks.`);
  return [...new Set(problems)];
}

const functionList = Object.keys(argumentKinds)
  .map((name) => `:${name}`)
  .join(' ');

/** A variable without a function takes what has a form in text. */
const printable: Type = { text: true, number: true, date: true, datetime: true, null: true };
const argumentTypes: Readonly<Record<'text' | 'number' | 'moment', Type>> = {
  text: { text: true, number: true },
  number: { number: true },
  moment: { text: true, date: true, datetime: true },
};
