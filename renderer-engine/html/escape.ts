/** What text and attribute values must not contain as it is (language.md 9.2). */
const special = /[&"<>\r\0\ud800-\udfff]/;

/** Most texts are short, and for those a loop is faster than starting a regular expression. */
const shortText = 24;

function isPlain(text: string): boolean {
  if (text.length > shortText) return !special.test(text);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x3f ? isSpecial[unit] === 1 : unit >= 0xd800 && unit <= 0xdfff) return false;
  }
  return true;
}

const isSpecial = Uint8Array.from({ length: 0x3f }, (_, unit) => (special.test(String.fromCharCode(unit)) ? 1 : 0));

/** Text between tags: `& < >` and U+000D escaped, U+0000 and lone surrogates become U+FFFD. */
export const escapeText = (text: string): string => (isPlain(text) ? text : escapeAll(text, false));

/** An attribute value without its quotes: as text, and `"` too. Always written between double quotes. */
export const escapeAttribute = (text: string): string => (isPlain(text) ? text : escapeAll(text, true));

function escapeAll(source: string, quotes: boolean): string {
  const text = source.isWellFormed() ? source : source.toWellFormed();
  let result = '';
  let written = 0;
  for (let i = 0; i < text.length; i++) {
    const replacement = replacementFor(text.charCodeAt(i), quotes);
    if (replacement === null) continue;
    result += text.slice(written, i) + replacement;
    written = i + 1;
  }
  return result + text.slice(written);
}

function replacementFor(unit: number, quotes: boolean): string | null {
  switch (unit) {
    case 0x26:
      return '&amp;';
    case 0x3c:
      return '&lt;';
    case 0x3e:
      return '&gt;';
    case 0x22:
      return quotes ? '&quot;' : null;
    // A parser would turn a bare carriage return into a line feed.
    case 0x0d:
      return '&#13;';
    case 0x00:
      return '\ufffd';
    default:
      return null;
  }
}
