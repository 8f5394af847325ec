import { describe, expect, it } from 'vitest';
import type { VersionedEvent } from '../storage/index.ts';
import { testReader } from '../testing/event-feed.ts';
import { eventStream } from './event-stream.ts';

const silent = { told: () => undefined };

/** Name and reason of a message. */
function shown(text: string): readonly (string | undefined)[] {
  const name = /^event: (.*)$/m.exec(text)?.[1];
  const data = /^data: (.*)$/m.exec(text)?.[1];
  return [name, data === undefined ? undefined : JSON.parse(data).reason];
}

describe('a stream of events (P6, S7)', () => {
  it('drops a reader that falls too far behind, and says why, while nothing is kept for it', async () => {
    const { feed, reader } = testReader();
    let why = '';
    const texts = eventStream(reader, null, silent, (reason) => {
      why = reason;
    });
    expect((await texts.next()).value).toContain('retry:');
    expect(shown((await texts.next()).value as string)).toEqual(['snapshot', 'start']);
    for (let at = 0; at < 1_200; at++) feed.add();
    const rest: string[] = [];
    for await (const text of texts) rest.push(text);
    expect([rest.map(shown), why]).toEqual([[['end', 'slow']], 'slow']);
  });

  it('tells a reader who lags within bounds every event once, in order', async () => {
    const { feed, reader, leave } = testReader();
    const texts = eventStream(reader, null, silent, () => undefined);
    await texts.next();
    await texts.next();
    for (let at = 0; at < 900; at++) feed.add();
    const ids: (string | undefined)[] = [];
    for await (const text of texts) {
      ids.push(/^id: (.*)$/m.exec(text)?.[1]);
      if (ids.length === 900) leave();
    }
    expect(ids).toEqual(Array.from({ length: 900 }, (_, at) => `event-${at + 1}`));
  });

  it('sends what is so now instead, when more happens than may be told in a minute', async () => {
    const takes = [0, 0, 5, 0];
    const { feed, reader, leave } = testReader({ take: async () => takes.shift() ?? 0 });
    const counted: string[] = [];
    const texts = eventStream(
      reader,
      null,
      { told: (_, by, status) => void counted.push(`${by} ${status}`) },
      () => undefined,
    );
    await texts.next();
    await texts.next();
    for (let at = 0; at < 4; at++) feed.add();
    const names: unknown[] = [];
    for (let at = 0; at < 3; at++) names.push(shown((await texts.next()).value as string));
    expect(names).toEqual([
      ['release.live', undefined],
      ['release.live', undefined],
      ['snapshot', 'many'],
    ]);
    feed.add();
    expect((await texts.next()).value).toContain('id: event-5');
    expect(counted).toEqual(['stream sent', 'stream sent', 'stream limited', 'stream sent']);
    leave();
    await texts.return(undefined);
  });

  it('starts anew for who missed more than is told one by one', async () => {
    const { feed, reader, leave } = testReader();
    for (let at = 0; at < 1_500; at++) feed.add();
    const texts = eventStream(reader, 'event-3', silent, () => undefined);
    await texts.next();
    expect(shown((await texts.next()).value as string)).toEqual(['snapshot', 'far']);
    leave();
    await texts.return(undefined);
  });

  it('waits for a database that is away, and tells what happened meanwhile', async () => {
    const { feed, reader, leave } = testReader();
    const texts = eventStream(reader, null, silent, () => undefined);
    await texts.next();
    await texts.next();
    feed.away = true;
    const next = texts.next();
    feed.rang();
    feed.away = false;
    feed.add();
    expect((await next).value).toContain('id: event-1');
    leave();
    await texts.return(undefined);
  });

  it('never lets what an event says break out of its line', async () => {
    const { feed, reader, leave } = testReader();
    const texts = eventStream(reader, null, silent, () => undefined);
    await texts.next();
    await texts.next();
    feed.add({ document_id: 'a\nevent: end\r\ndata: x\u2028' } as Partial<VersionedEvent>);
    expect(((await texts.next()).value as string).split('\n')).toHaveLength(5);
    leave();
    await texts.return(undefined);
  });
});
