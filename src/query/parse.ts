/**
 * The lenient parser of the query language. It answers a tree *and* what it could not make sense
 * of; it never throws and takes time linear in the text, whatever a person types.
 *
 *   expression := alternatives of sequences:  a b OR c   is  (a b) OR c
 *   sequence   := clauses side by side, all demanded
 *   clause     := [-] [field:] ( "phrase" | word | word* | (expression) )
 */
import { FIELDS, type Field, type ParsedQuery, type Query, type Span, type Warning } from './ast.ts';

/** Beyond these a query is cut, with a warning: nobody reads such a query and engines should not either. */
const MAX_LENGTH = 2000;
const MAX_CLAUSES = 64;
const MAX_DEPTH = 16;
/** How much of what was left out is quoted in the warning. */
const EXCERPT = 12;

const QUOTES: Readonly<Record<string, string>> = { '"': '"', '“': '”', '「': '」', '『': '』', '＂': '＂', '”': '”' };
/** Quotation marks that newspapers print, as opposed to those that only a keyboard makes. */
const PRINTED_QUOTES = /[“”「」『』]/u;
/** A character between spaces, which belongs to its neighbours when they are like it. */
const LONE = /^[\p{L}\p{N}\p{P}]$/u;
const HAN = /\p{Script=Han}/u;
const LETTER = /[\p{L}\p{N}]/u;
const OPEN = new Set(['(', '（']);
const CLOSE = new Set([')', '）']);
const OR = new Set(['|', '｜']);
const MINUS = new Set(['-', '－', '−', '–']);
const COLON = new Set([':', '：']);
const BREAKS = /[\s"“”「」『』＂()（）|｜]/u;

const ALL: Query = { kind: 'all' };

export function parseQuery(q: string): ParsedQuery {
  if (q.length <= MAX_LENGTH) return new Parser(q).parse();
  const end = q.charCodeAt(MAX_LENGTH) >>> 10 === 0x37 ? MAX_LENGTH - 1 : MAX_LENGTH; // never between two surrogates
  const { query, warnings } = new Parser(q.slice(0, end)).parse();
  return { query, warnings: [...warnings, { at: end, code: 'too_long', about: [String(end), q.slice(end, end + EXCERPT), String(q.length - end)] }] };
}

class Parser {
  readonly #text: string;
  readonly #warnings: Warning[] = [];
  readonly #absent = new Set<string>();
  readonly #spaced = new WeakSet<Query>();
  #at = 0;
  #clauses = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): ParsedQuery {
    const query = this.#expression();
    return { query: query ?? ALL, warnings: this.#warnings };
  }

  #warn(at: number, code: Warning['code'], ...about: readonly string[]): void {
    this.#warnings.push({ at, code, about });
  }

  get #char(): string {
    return this.#text[this.#at] ?? '';
  }

  #skipSpace(): void {
    while (this.#at < this.#text.length && /\s/.test(this.#char)) this.#at++;
  }

  /** Sequences with OR between them, up to the closing parenthesis of this level or the end. */
  #expression(): Query | null {
    const alternatives: Query[] = [];
    let sequence: Query[] = [];
    let or = -1;
    const flush = (): void => {
      if (sequence.length > 0) alternatives.push(group('and', sequence));
      else if (or >= 0) this.#warn(or, 'or_side');
      sequence = [];
    };
    for (;;) {
      this.#skipSpace();
      if (this.#at >= this.#text.length) break;
      if (CLOSE.has(this.#char)) {
        if (this.#depth > 0) break;
        this.#warn(this.#at, 'bracket_extra');
        this.#at++;
        continue;
      }
      const length = this.#orHere();
      if (length > 0) {
        if (sequence.length === 0) this.#warn(this.#at, 'or_side');
        else flush();
        or = this.#at;
        this.#at += length;
        continue;
      }
      if (this.#clauses >= MAX_CLAUSES) {
        this.#warn(this.#at, 'too_many', String(MAX_CLAUSES));
        this.#at = this.#text.length;
        break;
      }
      const clause = this.#clause();
      if (clause !== null && !this.#joined(sequence, clause)) sequence.push(clause);
    }
    if (sequence.length > 0 || (alternatives.length > 0 && or >= 0)) flush();
    return alternatives.length === 0 ? null : group('or', alternatives);
  }

  /** 营 商 环 境, typed or pasted with spaces between its characters, is 营商环境. */
  #joined(sequence: Query[], clause: Query): boolean {
    const last = sequence.at(-1);
    if (last?.kind !== 'word' || clause.kind !== 'word' || !LONE.test(clause.text)) return false;
    if (!this.#spaced.has(last) && !LONE.test(last.text)) return false;
    if (!HAN.test(last.text) && !HAN.test(clause.text)) return false;
    const merged: Query = { kind: 'word', text: last.text + clause.text, at: [last.at[0], clause.at[1]] };
    this.#spaced.add(merged);
    sequence[sequence.length - 1] = merged;
    this.#clauses--;
    return true;
  }

  #orHere(): number {
    if (OR.has(this.#char)) return this.#text[this.#at + 1] === this.#char ? 2 : 1;
    const word = this.#text.slice(this.#at, this.#at + 2);
    const after = this.#text[this.#at + 2] ?? ' ';
    return word === 'OR' && (BREAKS.test(after) || after === '') ? 2 : 0;
  }

  #clause(): Query | null {
    const start = this.#at;
    if (MINUS.has(this.#char)) {
      const next = this.#text[this.#at + 1] ?? ' ';
      if (/\s/.test(next) || MINUS.has(next)) {
        this.#at++;
        if (!/\s/.test(next)) return null;
        this.#warn(start, 'minus_alone');
        return null;
      }
      this.#at++;
      const clause = this.#operand();
      return clause === null ? null : { kind: 'not', clause, at: [start, this.#at] };
    }
    return this.#operand();
  }

  #operand(): Query | null {
    const close = QUOTES[this.#char];
    if (close !== undefined && !this.#embedded(close)) return this.#phrase(close);
    if (OPEN.has(this.#char)) return this.#group();
    return this.#fieldOrWord();
  }

  /** Next place of a character; that there is none is remembered, or unclosed quotes would cost quadratic time. */
  #find(char: string, from: number): number {
    if (this.#absent.has(char)) return -1;
    const at = this.#text.indexOf(char, from);
    if (at < 0) this.#absent.add(char);
    return at;
  }

  /** 不“吃”老本, “亮剑”十四年: marks that touch a word belong to pasted text and quote nothing for us. */
  #embedded(close: string): boolean {
    if (!PRINTED_QUOTES.test(close)) return false;
    const end = this.#find(close, this.#at + 1);
    return end > this.#at + 1 && LETTER.test(this.#text[end + 1] ?? '') && !/\s/.test(this.#text.slice(this.#at, end));
  }

  /** End of the word that begins at `start`; printed quotation marks inside it do not end it. */
  #wordEnd(start: number): number {
    let end = start;
    for (; end < this.#text.length; end++) {
      const char = this.#text[end]!;
      if (!BREAKS.test(char)) continue;
      const inside = PRINTED_QUOTES.test(char) && (LETTER.test(this.#text[end - 1] ?? '') || LETTER.test(this.#text[end + 1] ?? '')) && (end > start || LETTER.test(this.#text[end + 1] ?? ''));
      if (!inside) break;
    }
    return end;
  }

  #phrase(close: string): Query | null {
    const start = this.#at;
    let end = this.#find(close, start + 1);
    // “ is often closed with a straight quote, and the other way round.
    if (end < 0 && close !== '"') end = this.#find('"', start + 1);
    if (end < 0) {
      this.#at++;
      this.#warn(start, 'quote_open');
      return null;
    }
    this.#at = end + 1;
    const text = this.#text.slice(start + 1, end).trim();
    if (text === '') {
      this.#warn(start, 'quote_empty');
      return null;
    }
    this.#clauses++;
    return { kind: 'phrase', text, printed: PRINTED_QUOTES.test(close), at: [start, this.#at] };
  }

  #group(): Query | null {
    const start = this.#at++;
    if (this.#depth >= MAX_DEPTH) {
      this.#warn(start, 'too_deep');
      return null;
    }
    this.#depth++;
    const inner = this.#expression();
    this.#depth--;
    if (CLOSE.has(this.#char)) this.#at++;
    else this.#warn(start, 'bracket_open');
    if (inner === null) this.#warn(start, 'bracket_empty');
    return inner;
  }

  #fieldOrWord(): Query | null {
    const start = this.#at;
    let end = start;
    while (end < this.#text.length && !BREAKS.test(this.#text[end]!) && !COLON.has(this.#text[end]!)) end++;
    if (COLON.has(this.#text[end] ?? '')) {
      const name = this.#text.slice(start, end).toLowerCase();
      if (name === 'year') return this.#years(start, end + 1);
      const field = FIELDS.find((f) => f === name);
      if (field !== undefined) return this.#field(field, start, end + 1);
    }
    return this.#word(start);
  }

  #field(field: Field, start: number, valueAt: number): Query | null {
    this.#at = valueAt;
    const before = this.#char;
    const bare = before === '' || /\s/.test(before) || CLOSE.has(before) || this.#depth >= MAX_DEPTH;
    this.#depth++;
    const clause = bare ? null : this.#operand();
    this.#depth--;
    if (clause === null) {
      this.#warn(start, 'field_empty', field);
      this.#clauses++;
      return { kind: 'word', text: field, at: [start, valueAt] };
    }
    if (!plain(clause)) {
      this.#warn(start, 'field_plain', field);
      return clause;
    }
    return { kind: 'field', field, clause, at: [start, this.#at] };
  }

  #years(start: number, valueAt: number): Query | null {
    let end = valueAt;
    while (end < this.#text.length && !BREAKS.test(this.#text[end]!)) end++;
    const value = this.#text.slice(valueAt, end).normalize('NFKC');
    if (value.toLowerCase() === 'none') {
      this.#at = end;
      this.#clauses++;
      return { kind: 'years', from: null, to: null, at: [start, end] };
    }
    const range = /^(\d{4})?(\.\.|…|-|~|至)?(\d{4})?年?$/u.exec(value);
    const [, from, dots, to] = range ?? [];
    if (range === null || (from === undefined && to === undefined) || (from !== undefined && to !== undefined && dots === undefined)) {
      this.#warn(start, 'year_unclear');
      return this.#word(start);
    }
    this.#at = end;
    this.#clauses++;
    const first = from === undefined ? null : Number(from);
    const last = to === undefined ? (dots === undefined ? first : null) : Number(to);
    if (first !== null && last !== null && first > last) {
      this.#warn(start, 'years_swapped');
      return { kind: 'years', from: last, to: first, at: [start, end] };
    }
    return { kind: 'years', from: first, to: last, at: [start, end] };
  }

  #word(start: number): Query | null {
    const end = this.#wordEnd(start);
    if (end === start) {
      // A closing quote without an opening one.
      this.#at = start + 1;
      this.#warn(start, 'quote_extra');
      return null;
    }
    this.#at = end;
    this.#clauses++;
    const text = this.#text.slice(start, end);
    const at: Span = [start, end];
    const stem = /^(.+?)[*＊]+$/u.exec(text)?.[1];
    if (stem !== undefined && !/[*＊]/u.test(stem)) return { kind: 'prefix', text: stem, at };
    if (/[*＊]/u.test(text)) this.#warn(start, 'star_inside');
    return { kind: 'word', text, at };
  }
}

function group(kind: 'and' | 'or', clauses: readonly Query[]): Query {
  return clauses.length === 1 ? clauses[0]! : { kind, clauses };
}

/** What may stand behind a field: words, phrases, prefixes and their OR. */
function plain(query: Query): boolean {
  switch (query.kind) {
    case 'word':
    case 'phrase':
    case 'prefix':
      return true;
    case 'or':
    case 'and':
      return query.clauses.every(plain);
    default:
      return false;
  }
}
