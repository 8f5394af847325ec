/** V8 puts concatenated strings together when a character of them is read: what is kept is put together once. */
export function inOnePiece(text: string): string {
  text.charCodeAt(0);
  return text;
}
