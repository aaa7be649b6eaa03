/** What stood before and after an article in print: on its day, or in its file where no day is stated. */
import type { Article } from '../domain.ts';
import type { CallOptions, Hit } from '../engine/engine.ts';
import type { Reader } from './context.ts';

export interface Neighbours {
  readonly previous: Hit | null;
  readonly next: Hit | null;
  readonly of: 'day' | 'file';
}

/** More stand together on no day of a paper; of a file this large one cannot say what is beside what. */
const MOST = 500;

export async function neighboursOf(reader: Pick<Reader, 'together'>, { id, date, source }: Article, options: CallOptions = {}): Promise<Neighbours | null> {
  const which = date !== null ? { date } : source.file !== null ? { file: source.file } : null;
  if (which === null) return null;
  const together = (await reader.together(which, MOST, options)).toSorted(inPrint);
  const at = together.findIndex(({ article }) => article.id === id);
  if (at < 0 || together.length < 2) return null;
  return { previous: together[at - 1] ?? null, next: together[at + 1] ?? null, of: date !== null ? 'day' : 'file' };
}

const { compare } = new Intl.Collator('zh', { numeric: true });

/** By paper, page, file and line, as far as they are known. */
function inPrint(a: Hit, b: Hit): number {
  const [s, t] = [a.article.source, b.article.source];
  return (
    compare(s.paper ?? '', t.paper ?? '') ||
    compare(s.page ?? '', t.page ?? '') ||
    compare(s.file ?? '', t.file ?? '') ||
    (a.paragraph.origin?.lines[0] ?? 0) - (b.paragraph.origin?.lines[0] ?? 0) ||
    compare(a.article.id, b.article.id)
  );
}
