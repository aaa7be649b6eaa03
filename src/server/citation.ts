/** References as an answer of the API. */
import type { Article, Paragraph } from '../domain.ts';
import { citeUrl } from '../../web/article-url.ts';
import { referenceOf } from '../../web/cite/reference.ts';
import { bibtex, ris } from '../../web/cite/records.ts';
import { chicago, gbt7714, quotation } from '../../web/cite/styles.ts';
import { citeOf } from './cite.ts';
import type { CitationFormat } from './schema.ts';
import { today } from './today.ts';

interface Citation {
  readonly body: string;
  readonly type: string;
  /** Ending of the file it is saved as; `null` when it is read as it is. */
  readonly file: string | null;
}

const PLAIN = { type: 'text/plain; charset=utf-8', file: null };

export function citation(article: Article, paragraph: Paragraph | null, format: CitationFormat, origin: string): Citation {
  const page = `${origin}/articles/${article.id}`;
  const url = paragraph === null ? page : citeUrl(page, citeOf(paragraph), `p${paragraph.ordinal}`);
  const reference = referenceOf(article, url, today());
  switch (format) {
    case 'gbt7714':
      return { ...PLAIN, body: `${gbt7714(reference)}\n` };
    case 'chicago':
      return { ...PLAIN, body: `${chicago(reference)}\n` };
    case 'quotation':
      return { ...PLAIN, body: `${quotation(paragraph?.text ?? null, reference)}\n` };
    case 'bibtex':
      return { body: bibtex(reference), type: 'application/x-bibtex; charset=utf-8', file: 'bib' };
    case 'ris':
      return { body: ris(reference, paragraph?.text ?? null), type: 'application/x-research-info-systems; charset=utf-8', file: 'ris' };
  }
}
