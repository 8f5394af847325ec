import { Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';
import { relativeTime } from './relative-time.ts';

/** A moment as people say it, with the exact time as its tooltip. Follows the clock. */
export function Time({ at }: { readonly at: string }) {
  const now = useNow();
  return (
    <Tooltip label={new Date(at).toLocaleString('en', { dateStyle: 'full', timeStyle: 'medium' })}>
      <time dateTime={at}>{relativeTime(new Date(at), now)}</time>
    </Tooltip>
  );
}

function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
