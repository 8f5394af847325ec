/**
 * Texts in the languages of the user (language.md 6.3): MessageFormat 2, looked up by document id and key.
 */
export { createMessages, type MessageFormatter, type MessagePart, type MessagePlace } from './formatter.ts';
export { directionOf, fallbackChain } from './locales.ts';
export { type MessageProblem, type MessageShape, messageArguments } from './message-arguments.ts';
export { type MessageOverrides, type OverrideSettings, overrideProblems, withOverrides } from './overrides.ts';
export { isPseudoLocale, pseudoLocales } from './pseudo.ts';
export { isWordKey, type WordKey, withWords, words, wordsDocument, wordsFor } from './words/words.ts';
