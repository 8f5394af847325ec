import type { FastifyReply, FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { takeToasts, toastCookie } from './toast-cookie.ts';

/** What the next page reads of a cookie. */
function takenFrom(cookie: string) {
  const request = { headers: { cookie: cookie.split(';')[0] } } as unknown as FastifyRequest;
  return takeToasts(request, { header: () => undefined } as unknown as FastifyReply);
}

describe('words for the next page', () => {
  it.each([
    ['Chinese', '已取消订单'.repeat(100)],
    ['emoji', '😀'.repeat(400)],
    ['line ends', '\n'.repeat(400)],
    ['half characters', '\ud83d'.repeat(400)],
    ['percent signs', '%'.repeat(400)],
  ])('fit into a cookie that browsers keep, in %s', (_, message) => {
    const cookie = toastCookie([1, 2, 3].map(() => ({ tone: 'success', message })));
    expect(cookie.length).toBeLessThanOrEqual(4_096);
    const taken = takenFrom(cookie);
    expect(taken).toHaveLength(3);
    for (const { tone, message: words } of taken) {
      expect(tone).toBe('success');
      expect(words.length).toBeGreaterThan(20);
      expect(words.endsWith('…')).toBe(true);
      expect(message.startsWith(words.slice(0, -1))).toBe(true);
    }
  });

  it('are left as they are when they are short', () => {
    expect(takenFrom(toastCookie([{ tone: 'info', message: 'Заказ отменён' }]))).toEqual([
      { tone: 'info', message: 'Заказ отменён' },
    ]);
    expect(toastCookie([{ tone: 'x'.repeat(9_000), message: '' }]).length).toBeLessThan(4_096);
  });
});
