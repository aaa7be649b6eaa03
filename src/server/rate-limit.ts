/**
 * Searches a minute for one client, as a sliding window estimated from two counters: exact enough,
 * two numbers a client, and no burst at a minute's turn.
 */
const WINDOW_MS = 60_000;

interface Count {
  window: number;
  current: number;
  previous: number;
}

export interface RateLimiter {
  /** Seconds to wait, or 0 when the search is admitted (and counted). */
  admit(client: string, now: number): number;
}

/** Remembers at most `capacity` clients; the one longest unseen is forgotten first. */
export function createRateLimiter(perMinute: number, capacity = 10_000): RateLimiter {
  const counts = new Map<string, Count>();

  function countOf(client: string, window: number): Count {
    const known = counts.get(client);
    counts.delete(client);
    const count = known ?? { window, current: 0, previous: 0 };
    // A clock that went backwards leaves the window as it was.
    if (window > count.window) {
      count.previous = window === count.window + 1 ? count.current : 0;
      count.current = 0;
      count.window = window;
    }
    if (counts.size >= capacity) {
      const oldest = counts.keys().next();
      if (!oldest.done) counts.delete(oldest.value);
    }
    counts.set(client, count);
    return count;
  }

  return {
    admit(client, now) {
      const count = countOf(client, Math.floor(now / WINDOW_MS));
      const passed = Math.max(0, (now - count.window * WINDOW_MS) / WINDOW_MS);
      if (count.previous * Math.max(0, 1 - passed) + count.current < perMinute) {
        count.current++;
        return 0;
      }
      // Room opens as the window before slides out, or else when this one does; just after, not at, that moment.
      const room = perMinute - count.current;
      const at = room > 0 ? 1 - room / count.previous : 1;
      return Math.max(1, Math.ceil(((at - passed) * WINDOW_MS + 1) / 1000));
    },
  };
}

/** One customer owns a whole IPv6 /64, so its addresses count as one client. */
export function clientKey(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) {
    const after = tail === '' ? 0 : tail.split(':').length;
    while (groups.length + after < 8) groups.push('0');
  }
  return `${groups.slice(0, 4).join(':')}::/64`;
}
