import type { SourceMeta } from './document.ts';
import { dateOf, listOf, pageOf } from './fields.ts';

const DATE = /^\d{4}(?:[-.年]?\d{1,2}[-.月]?\d{1,2}日?)$/;
const PAGE = /^(?:第\s*[A-Za-z]?\d{1,3}\s*版|[A-Za-z]?\d{1,3}\s*版|[A-Z]\d{1,2})$/;

/**
 * `2024-03-05_第3版_标题_作者.txt` → date, page, title, authors. Only a name that begins with a date is
 * read so: in any other, what looks like a title may be anything.
 */
export function metaFromFileName(name: string): SourceMeta {
  const parts = name.replace(/(?:\.[A-Za-z0-9]{1,8}){1,2}$/, '').normalize('NFC').split('_').map((part) => part.trim()).filter((part) => part !== '');
  const date = DATE.test(parts[0] ?? '') ? dateOf(parts[0]!) : null;
  if (date === null) return {};
  const rest = parts.slice(1);
  const page = PAGE.test(rest[0] ?? '') ? pageOf(rest.shift()!) : undefined;
  const [title, authors] = rest;
  return {
    date,
    ...(page !== undefined && { page }),
    ...(title !== undefined && { title }),
    ...(authors !== undefined && { authors: listOf(authors) ?? [] }),
  };
}
