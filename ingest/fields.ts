/** Names under which archives keep what they know about an article, and the reading of such values. */
import { isId } from '../src/domain.ts';
import type { SourceMeta } from './document.ts';

/** A column, front-matter key or manifest key, folded by `fieldOf`. */
export type Field = keyof SourceMeta | 'text' | 'file';

const NAMES: Readonly<Record<Field, readonly string[]>> = {
  id: ['id', '编号', '文章编号'],
  title: ['title', 'headline', '标题', '题目', '篇名', '题名', '主标题'],
  subtitle: ['subtitle', '副标题', '副题'],
  authors: ['authors', 'author', 'byline', '作者', '记者', '责任者'],
  date: ['date', 'pubdate', 'publishdate', 'published', 'publishedat', '日期', '发布日期', '出版日期', '发表日期', '见报日期', '时间', '发布时间'],
  paper: ['paper', 'newspaper', 'publication', '报纸', '报刊', '报纸名称', '报名', '来源', '媒体'],
  page: ['page', '版次', '版面', '版', '版号', '页码'],
  url: ['url', 'link', '链接', '网址', '原文链接', '地址'],
  districts: ['districts', 'district', '区县', '地区', '区', '区域', '所属区县'],
  section: ['section', '栏目', '栏目名称'],
  text: ['text', 'content', 'body', 'fulltext', '正文', '内容', '全文', '文章内容'],
  file: ['file', 'path', 'filename', '文件', '文件名'],
};

const FIELDS = new Map<string, Field>(Object.entries(NAMES).flatMap(([field, names]) => names.map((name) => [name, field as Field] as const)));

/** The field a heading means, whatever its case, width and spacing: `Ｔitle `, `pub_date`, `发布 日期`. */
export function fieldOf(heading: string): Field | null {
  return FIELDS.get(heading.normalize('NFKC').toLowerCase().replaceAll(/[\s_-]/g, '')) ?? null;
}

/** What could be used, and a sentence for each value that could not. */
export interface ReadMeta {
  readonly meta: SourceMeta;
  readonly complaints: readonly string[];
}

/** Reads front matter, a manifest entry or a table row. Unknown keys are passed over: archives keep much else. */
export function metaFrom(record: Readonly<Record<string, unknown>>, columns: Readonly<Record<string, string>> = {}): ReadMeta {
  const meta: SourceMeta = {};
  const complaints: string[] = [];
  for (const [key, value] of Object.entries(record)) {
    const field = fieldOf(columns[key] ?? key);
    if (field === null || field === 'text' || field === 'file' || value === null || value === undefined) continue;
    if (field === 'authors' || field === 'districts') {
      const list = listOf(value);
      if (list === null) complaints.push(`${key}: must be a name or a list of names`);
      else if (list.length > 0) meta[field] = list;
      continue;
    }
    const text = value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : typeof value === 'string' || typeof value === 'number' ? String(value).trim() : null;
    if (text === null) complaints.push(`${key}: must be text`);
    else if (text === '') continue;
    else if (field === 'date') {
      const date = dateOf(text);
      if (date === null) complaints.push(`${key}: not a date: ${text.slice(0, 40)}`);
      else meta.date = date;
    } else if (field === 'id' && !isId(text)) complaints.push(`${key}: an id is 1 to 128 of A-Z a-z 0-9 _ -, not ${text.slice(0, 40)}`);
    else if (field === 'page') meta.page = pageOf(text);
    else meta[field] = text;
  }
  return { meta, complaints };
}

const DATE = /^(\d{4})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2}))?|(\d{2})(\d{2}))?(?!\d)/;

/** `YYYY-MM-DD` when the day is stated, `YYYY` when only the year is; `null` when it is no date. */
export function dateOf(value: string): string | null {
  const match = DATE.exec(value.normalize('NFKC').trim());
  if (match === null) return null;
  const [, year, m1, d1, m2, d2] = match;
  const month = m1 ?? m2;
  const day = d1 ?? d2;
  if (year === undefined || Number(year) < 1000) return null;
  if (month === undefined) return year;
  if (day === undefined) return Number(month) >= 1 && Number(month) <= 12 ? year : null;
  // A day or month too many would roll over into the next.
  const time = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (time.getUTCMonth() !== Number(month) - 1 || time.getUTCDate() !== Number(day)) return null;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** `第03版`, `A03版:要闻`, `3` → `3`, `A3`, `3`; anything else stays as it is. */
export function pageOf(value: string): string {
  const match = /^第?\s*([A-Za-z]?)0*(\d{1,3})\s*版?(?:$|[:：\s])/.exec(value.normalize('NFKC'));
  return match === null ? value : `${match[1]!.toUpperCase()}${match[2]!}`;
}

/** `俞舟 顾南枝` are two people; `张 焱` is one. */
const SPACED_NAMES = /^\p{Script=Han}{2,4}(?:\s+\p{Script=Han}{2,4})+$/u;

/** Names in a list, or in one string with the usual marks between. A name of two characters may hold a space: `张 焱`. */
export function listOf(value: unknown): string[] | null {
  const parts = Array.isArray(value) ? (value as unknown[]) : typeof value === 'string' ? value.split(/[,，、;；|/]/) : null;
  if (parts === null || !parts.every((part) => typeof part === 'string')) return null;
  return [...new Set(parts.flatMap((part) => (SPACED_NAMES.test(part.trim()) ? part.trim().split(/\s+/) : part.trim())).filter((part) => part !== ''))];
}
