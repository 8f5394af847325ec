/**
 * Rounds the shortest decimal form of a number, a half to the even neighbor: 2.675 has the half its digits show, which
 * binary arithmetic (`Math.round(n * 100) / 100`) loses. `digits` is cut to 0 … 15.
 */
export function roundDecimal(number: number, digits: number): number {
  const places = Math.min(15, Math.max(0, Math.trunc(digits)));
  const { negative, digits: written, point } = decimalDigits(number);
  const kept = point + places;
  if (kept >= written.length) return number;
  if (kept < 0) return 0;
  const rest = written.slice(kept);
  const half = compareHalf(rest);
  const odd = kept > 0 && (written.charCodeAt(kept - 1) & 1) === 1;
  const up = half > 0 || (half === 0 && odd);
  const integer = BigInt(written.slice(0, kept) || '0') + (up ? 1n : 0n);
  // Back through decimal text, so that the result is the double nearest to the rounded decimal.
  return Number(`${negative ? '-' : ''}${integer}e-${places}`);
}

/** 0.`digits` × 10^`point` is the number; `digits` has no sign and no point. */
function decimalDigits(number: number): { negative: boolean; digits: string; point: number } {
  const [mantissa = '0', exponent = '0'] = Math.abs(number).toString().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return { negative: number < 0, digits: whole + fraction, point: whole.length + Number(exponent) };
}

/** Whether 0.`digits` is below (-1), at (0) or above (1) a half. */
function compareHalf(digits: string): number {
  const first = digits[0] ?? '0';
  if (first !== '5') return first < '5' ? -1 : 1;
  return /[1-9]/.test(digits.slice(1)) ? 1 : 0;
}
