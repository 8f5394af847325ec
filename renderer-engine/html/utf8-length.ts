/** Bytes of a text as UTF-8; a lone surrogate counts as the three bytes of its replacement. */
export function utf8Length(text: string): number {
  if (text.length <= shortText) return countedHere(text);
  let bytes = 0;
  for (let from = 0; from < text.length; ) {
    const { read, written } = encoder.encodeInto(from === 0 ? text : text.slice(from), encoded);
    from += read;
    bytes += written;
  }
  return bytes;
}

function countedHere(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    bytes += 1;
    if (unit < 0x800) continue;
    // The two halves of a pair are four bytes together.
    const isPair = unit >= 0xd800 && unit <= 0xdbff && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
    if (isPair) at += 1;
    bytes += 1;
  }
  return bytes;
}

/** Longer texts are encoded by native code sooner than they are looked through here. */
const shortText = 256;

/** Part of every platform that runs JavaScript, though not of the language. */
declare const TextEncoder: new () => {
  encodeInto(text: string, into: Uint8Array): { readonly read: number; readonly written: number };
};
const encoder = new TextEncoder();
/** Never read: only its filling is of interest. */
const encoded = new Uint8Array(64 * 1024);
