/** Formats whose patterns in `ajv-formats` need more time or stack than the text is long; the same answers, in linear time. */

/** The package's own pattern needs a stack as deep as the text is long. */
export const isBase64 = (text: string): boolean => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);

/** A host name and its port have no more characters. */
const longestHost = 260;

/** The package's own pattern tries every `@` and every dot again; the part it is good at is the host. */
export const urlCheck =
  (pattern: RegExp) =>
  (text: string): boolean => {
    const scheme = /^(?:https?|ftp):\/\//i.exec(text)?.[0];
    if (scheme === undefined || /\s/.test(text)) return false;
    const behind = text.slice(scheme.length);
    const slash = behind.indexOf('/');
    const authority = slash === -1 ? behind : behind.slice(0, slash);
    const at = authority.lastIndexOf('@');
    const host = authority.slice(at + 1);
    return at !== 0 && host.length <= longestHost && pattern.test(scheme + host);
  };
