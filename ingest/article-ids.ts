import { isId, stableId } from '../src/domain.ts';
import type { SourceMeta } from './document.ts';
import { squash } from './layout/typography.ts';

/**
 * Ids that last. The id the source gives is kept for its first article. Otherwise an id is made of
 * the file and the title (or, without one, the first words), so that it survives changes elsewhere on
 * the page and new articles before it; the same title again on the same page is counted.
 */
export class Ids {
  private readonly used = new Map<string, number>();
  private first = true;
  private readonly file: string | null;
  private readonly meta: SourceMeta;

  constructor(file: string | null, meta: SourceMeta) {
    this.file = file;
    this.meta = meta;
  }

  /** `name` is what tells the article from others of its source: its title, or else its first words. */
  next(name: string): string {
    const given = this.meta.id;
    const keep = this.first && given !== undefined && isId(given);
    this.first = false;
    if (keep) return given;
    const key = squash(name);
    const count = (this.used.get(key) ?? 0) + 1;
    this.used.set(key, count);
    return stableId(this.file ?? '', given ?? '', key, ...(count > 1 ? [String(count)] : []));
  }
}
