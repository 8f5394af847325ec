import { except, type Letters, merged, NotLinear, one, shorthands } from './pattern-letters.ts';

/**
 * The `pattern` of a field for the browser: only where a backtracking engine needs linear time for it (language.md
 * 2.3), which is where it never has two ways to go on. Browsers anchor it at both ends and read it with the flag `v`,
 * so signs that have a meaning there are escaped. Null: the server checks it alone.
 */
export function nativePattern(pattern: string): string | null {
  const anchored = pattern.startsWith('^') && /(?<!\\)(?:\\\\)*\$$/.test(pattern);
  if (!anchored) return null;
  const read = new Reader(pattern.slice(1, -1));
  try {
    const part = read.alternatives();
    return read.isDone ? part.text : null;
  } catch (error) {
    if (error instanceof NotLinear) return null;
    throw error;
  }
}

/** Letters of a pattern; more are too many to look at. */
const mostPositions = 400;

/** One letter of the pattern, and what may come after it. */
interface Position {
  readonly letters: Letters;
  readonly next: Set<Position>;
}

/** What a piece of the pattern starts and ends with. */
interface Piece {
  readonly text: string;
  readonly empty: boolean;
  readonly first: readonly Position[];
  readonly last: readonly Position[];
}

const nothing: Piece = { text: '', empty: true, first: [], last: [] };

/** Reads the pattern once; throws as soon as a letter could belong to two places (it would have to try both). */
class Reader {
  private at = 0;
  private positions = 0;
  private readonly source: readonly string[];

  constructor(source: string) {
    this.source = Array.from(source);
  }

  get isDone(): boolean {
    return this.at === this.source.length;
  }

  alternatives(): Piece {
    let piece = this.sequence();
    while (this.take('|')) {
      const other = this.sequence();
      if (piece.empty && other.empty) throw new NotLinear();
      piece = {
        text: `${piece.text}|${other.text}`,
        empty: piece.empty || other.empty,
        first: this.apart([...piece.first, ...other.first]),
        last: [...piece.last, ...other.last],
      };
    }
    return piece;
  }

  private sequence(): Piece {
    let piece = nothing;
    while (!this.isDone && !'|)'.includes(this.peek())) piece = this.join(piece, this.repeated());
    return piece;
  }

  private join(a: Piece, b: Piece): Piece {
    for (const position of a.last) this.link(position, b.first);
    return {
      text: a.text + b.text,
      empty: a.empty && b.empty,
      first: a.empty ? this.apart([...a.first, ...b.first]) : a.first,
      last: b.empty ? [...a.last, ...b.last] : b.last,
    };
  }

  private link(position: Position, first: readonly Position[]): void {
    for (const next of first) {
      // A second way to the same place is a way too many: (a+)+
      if (position.next.has(next)) throw new NotLinear();
      position.next.add(next);
    }
    this.apart([...position.next]);
  }

  /** No two of these take the same letter. */
  private apart(positions: readonly Position[]): readonly Position[] {
    const all = positions.flatMap(({ letters }) => letters).sort(([a], [b]) => a - b);
    if (all.some(([from], index) => index > 0 && from <= all[index - 1]![1])) throw new NotLinear();
    return positions;
  }

  private repeated(): Piece {
    const start = this.at;
    const once = this.atom();
    const [least, greatest, sign] = this.quantifier();
    if (sign === '') return once;
    if (once.empty) throw new NotLinear();
    const body = { ...once, text: '' };
    if (greatest === Number.POSITIVE_INFINITY && least <= 1) {
      for (const position of body.last) this.link(position, body.first);
      return { ...body, empty: once.empty || least === 0, text: once.text + sign };
    }
    // A counted piece is so many copies, each with positions of its own.
    const end = this.at;
    let piece = nothing;
    const copies = greatest === Number.POSITIVE_INFINITY ? least : greatest;
    const copy = (): Piece => {
      this.at = start;
      return this.atom();
    };
    for (let count = copies; count > 0; count--) {
      const one = count === copies ? once : copy();
      const isLast = count === copies;
      if (isLast && greatest === Number.POSITIVE_INFINITY)
        for (const position of one.last) this.link(position, one.first);
      const tail = this.join(one, piece);
      piece = count > least ? { ...tail, empty: true } : tail;
    }
    this.at = end;
    return { ...piece, text: once.text + sign };
  }

  private quantifier(): readonly [least: number, greatest: number, sign: string] {
    const endless = Number.POSITIVE_INFINITY;
    if (this.take('*')) return this.greedy(0, endless, '*');
    if (this.take('+')) return this.greedy(1, endless, '+');
    if (this.take('?')) return this.greedy(0, 1, '?');
    const counted = /^\{(\d{1,3})(,(\d{0,3}))?\}/.exec(this.source.slice(this.at, this.at + 10).join(''));
    if (!counted) return [1, 1, ''];
    const [sign, low = '', comma, high] = counted;
    this.at += sign.length;
    const least = Number(low);
    return this.greedy(least, comma === undefined ? least : high === '' ? endless : Number(high), sign);
  }

  private greedy(least: number, greatest: number, sign: string): readonly [number, number, string] {
    if (greatest < Math.max(1, least) || '*+?{'.includes(this.peek() || ' ')) throw new NotLinear();
    return [least, greatest, sign];
  }

  private atom(): Piece {
    const sign = this.next();
    if (sign === '(') return this.group();
    if (sign === '[') return this.letters(this.set(), this.setText);
    if (sign === '.')
      return this.letters(
        except([
          [10, 10],
          [13, 13],
          [0x2028, 0x2029],
        ]),
        '.',
      );
    if (sign === '\\') return this.escaped();
    if ('^$*+?{}]|)'.includes(sign)) throw new NotLinear();
    return this.letters(one(sign), sign === '/' ? '\\/' : sign);
  }

  private group(): Piece {
    if (this.take('?') && !this.take(':')) throw new NotLinear();
    const inner = this.alternatives();
    if (!this.take(')')) throw new NotLinear();
    return { ...inner, text: `(?:${inner.text})` };
  }

  private escaped(): Piece {
    const { letters, text } = this.escape(/[\^$\\.*+?()[\]{}|/]/);
    return this.letters(letters, text);
  }

  /** What stands behind a backslash; `special` are the signs that need one where this stands. */
  private escape(special: RegExp): { readonly letters: Letters; readonly text: string } {
    const sign = this.next();
    const known = Object.hasOwn(shorthands, sign) ? shorthands[sign] : undefined;
    if (known) return { letters: known, text: `\\${sign}` };
    if (/[A-Za-z0-9]/.test(sign)) throw new NotLinear();
    return { letters: one(sign), text: special.test(sign) ? `\\${sign}` : sign };
  }

  private setText = '';

  private set(): Letters {
    const negated = this.take('^');
    const ranges: (readonly [number, number])[] = [];
    let text = negated ? '[^' : '[';
    while (!this.take(']')) {
      const from = this.setItem();
      text += from.text;
      const isRange = this.peek() === '-' && this.source[this.at + 1] !== ']';
      if (!isRange || from.letters.length !== 1) {
        ranges.push(...from.letters);
        continue;
      }
      this.next();
      const to = this.setItem();
      if (to.letters.length !== 1 || to.letters[0]![0] !== to.letters[0]![1]) throw new NotLinear();
      ranges.push([from.letters[0]![0], to.letters[0]![0]]);
      text += `-${to.text}`;
    }
    if (ranges.length === 0) throw new NotLinear();
    this.setText = `${text}]`;
    return negated ? except(merged(ranges)) : merged(ranges);
  }

  private setItem(): { readonly letters: Letters; readonly text: string } {
    const sign = this.next();
    if (sign === '\\') return this.escape(specialInSet);
    if (sign === '[') throw new NotLinear();
    return { letters: one(sign), text: specialInSet.test(sign) ? `\\${sign}` : sign };
  }

  private letters(letters: Letters, text: string): Piece {
    this.positions += 1;
    if (this.positions > mostPositions) throw new NotLinear();
    const position: Position = { letters, next: new Set() };
    return { text, empty: false, first: [position], last: [position] };
  }

  private peek(): string {
    return this.source[this.at] ?? '';
  }

  private take(sign: string): boolean {
    const found = this.peek() === sign;
    if (found) this.at += 1;
    return found;
  }

  private next(): string {
    const sign = this.source[this.at];
    if (sign === undefined) throw new NotLinear();
    this.at += 1;
    return sign;
  }
}

/** Signs that mean something in a set, with the flag `v`. */
const specialInSet = /[()[\]{}/|\\\-&!#$%*+,.:;<=>?@^`~]/;
