/** Who wrote an article, from the credits of its bylines. */
import type { Credit } from '../../src/domain.ts';

const WRITERS: ReadonlySet<Credit['role']> = new Set(['reporter', 'trainee', 'correspondent', 'author']);

/** Names of those who wrote, each once, in the order they are printed. */
export const authorsOf = (credits: readonly Credit[]): string[] => [...new Set(credits.filter(({ role }) => WRITERS.has(role)).map(({ name }) => name))];

/** Each person once for each thing they did. */
export function distinctCredits(credits: readonly Credit[]): Credit[] {
  const seen = new Set<string>();
  return credits.filter(({ name, role }) => {
    const key = `${role} ${name}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}
