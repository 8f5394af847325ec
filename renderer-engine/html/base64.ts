const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const digits = new Map(Array.from(letters, (letter, value) => [letter, value]));

/** Bytes of base64 text, `most` at most; what is no letter of it ends them. */
export function bytesOfBase64(text: string, most = Number.POSITIVE_INFINITY): Uint8Array {
  const bytes = new Uint8Array(Math.min(most, Math.floor((text.length * 3) / 4)));
  let [bits, held, length] = [0, 0, 0];
  for (let at = 0; at < text.length && length < bytes.length; at++) {
    const value = digits.get(text[at]!);
    if (value === undefined) break;
    bits = ((bits << 6) | value) & 0xffffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[length++] = bits >> held;
  }
  return bytes.subarray(0, length);
}
