/**
 * The WHATWG URL parser, as far as the engine uses it. Every host has it as a global; the engine is typed without DOM
 * and Node, so its shape is said here.
 */
export interface ParsedUrl {
  readonly href: string;
  readonly protocol: string;
  readonly origin: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
  username: string;
  password: string;
}

interface UrlParser {
  parse?(url: string, base?: string): ParsedUrl | null;
  new (url: string, base?: string): ParsedUrl;
}

const Parser = (globalThis as unknown as { readonly URL: UrlParser }).URL;

/** Parses as a browser would; null when a browser would refuse. */
export function parseUrl(url: string, base?: string): ParsedUrl | null {
  if (Parser.parse) return Parser.parse(url, base);
  try {
    return new Parser(url, base);
  } catch {
    return null;
  }
}
