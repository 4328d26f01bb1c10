import { useEffect, useState } from 'react';

/** The time, read again every so many milliseconds: words like "12 min ago" grow old by themselves. */
export function useNow(everyMs = 15_000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
