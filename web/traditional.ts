/**
 * The interface in traditional characters, derived from the simplified one in the wording of Taiwan.
 * For the server alone: the browser is sent messages that were converted when its script was built.
 */
import { Converter } from 'opencc-js/cn2t';

export const toTraditional = Converter({ from: 'cn', to: 'twp' });

/** Messages with every string, and whatever their functions say, converted; what a function was given stays as it is. */
export function traditional<T>(messages: T): T {
  return convert(messages) as T; // of the same shape, value by value
}

function convert(value: unknown): unknown {
  if (typeof value === 'string') return toTraditional(value);
  if (typeof value === 'function') return (...args: readonly unknown[]): unknown => around((value as (...args: readonly unknown[]) => unknown)(...args), args.flat());
  if (Array.isArray(value)) return value.map(convert);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, convert(inner)]));
  return value;
}

/** Names and queries are the archive's and the reader's, not ours to respell. */
function around(said: unknown, given: readonly unknown[]): unknown {
  const own = given.find((arg): arg is string => typeof arg === 'string' && arg !== '' && typeof said === 'string' && said.includes(arg));
  if (typeof said !== 'string' || own === undefined) return convert(said);
  const others = given.filter((arg) => arg !== own);
  return said.split(own).map((part) => around(part, others)).join(own);
}
