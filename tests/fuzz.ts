/** Requests made from the parameters that a route says it takes: as allowed, nearly so, and as nobody should send them. */
import type { Random } from '../bench/search/random.ts';

export const HOSTILE: readonly string[] = [
  '', ' ', '\u0000', '\u200b\u200d\ufeff', 'e\u0301'.repeat(300), '\u202e倒着写', '\ud800', '😀'.repeat(50), '的'.repeat(1999), 'a'.repeat(2100), '"'.repeat(999), '('.repeat(2000), `${'('.repeat(500)}桥${')'.repeat(500)}`,
  '-'.repeat(500), 'OR '.repeat(400), '桥 '.repeat(700), '桥|'.repeat(700), 'title:'.repeat(200), 'year:0..99999999999999999999', 'year:2024..', 'year:..', '*', '桥*******', '"桥', '“桥”“', '：：：', '../../etc/passwd', '..%2f..%2f', '%00', '%', '%zz',
  '\r\nSet-Cookie: a=b', '\nX-Injected: 1', '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' OR 1=1 --", '=cmd|calc', '${7*7}', '{{7*7}}', 'none', 'null', 'undefined', 'NaN', '-1', '0', '1e9', '9'.repeat(400), '0x10', '1.5',
  '__proto__', 'constructor', 'toString', '2024-02-30', '2024-13-01', '0000-00-00', '2024-01-01', '9999-12-31', 'javascript:alert(1)', '12345678901234567890.5亿元', `${'一'.repeat(300)}万`, '百分之'.repeat(100), '5%'.repeat(200), 'haerbin'.repeat(30),
];

const PIECES = ['桥', '图书馆', '老桥修缮', '延长开放两小时', '的', '1.2万元', '2024', '二〇二四年', '图書館', 'a', ' ', ' ', ' ', '-', ' -', '"', '“', '”', '(', ')', '（', '|', ' OR ', 'title:', 'author:', 'year:', '2023..2024', '..', '*', '：', '\u0000', '<b>'];
const WORDS = ['临湖区', '东桥区', '程晓', '高远', '没有的', 'none', 'ris', 'p1', '1'];

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema?: { readonly enum?: readonly string[]; readonly type?: string; readonly format?: string; readonly minimum?: number; readonly maximum?: number };
}

export interface Route {
  readonly route: string;
  readonly parameters: readonly Parameter[];
}

const path = (name: string): Parameter => ({ name, in: 'path' });
const query = (...names: string[]): Parameter[] => names.map((name) => ({ name, in: 'query' }));

/** What is read by people is no part of the API's description. */
export const pageRoutes = (search: readonly Parameter[]): Route[] => [
  { route: '/', parameters: [...search, ...query('lang', 'vs')] },
  { route: '/articles/{id}', parameters: [path('id'), ...query('q', 'find', 'view', 'cite', 'lang')] },
  { route: '/articles/{id}/compare/{other}', parameters: [path('id'), path('other'), ...query('lang')] },
  { route: '/coverage', parameters: query('year', 'paper', 'lang') },
  { route: '/clippings', parameters: query('lang') },
  { route: '/docs', parameters: query('lang') },
  { route: '/assets/{file}', parameters: [path('file')] },
];

/** A lone surrogate cannot be percent-encoded. */
const wellFormed = (text: string): string => Buffer.from(text).toString();

export class Fuzz {
  readonly #next: Random;
  readonly #ids: readonly string[];

  constructor(next: Random, ids: readonly string[]) {
    this.#next = next;
    this.#ids = ids;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.#next(list.length)]!;
  }

  /** A third of them as allowed, a third with one parameter that is not, a third anyhow. */
  url({ route, parameters }: Route): string {
    const temper = this.#next(3);
    const given = parameters.filter((parameter) => parameter.in === 'path' || this.#next(4) === 0);
    const wild = this.#next(given.length || 1);
    const search = new URLSearchParams();
    let url = route;
    given.forEach((parameter, i) => {
      const isWild = (temper === 1 && i === wild) || (temper === 2 && this.#next(2) === 0);
      const value = isWild ? this.#wild(parameter) : this.#allowed(parameter);
      if (parameter.in === 'path') url = url.replace(`{${parameter.name}}`, () => encodeURIComponent(wellFormed(value)));
      else for (let times = 0; times <= (isWild ? this.#next(3) : 0); times++) search.append(parameter.name, value);
    });
    if (temper === 2) search.append(this.pick(HOSTILE), this.pick(HOSTILE));
    return `${url}?${search}`;
  }

  headers(): Record<string, string> {
    return { Accept: this.pick(['*/*', 'text/html', 'application/json', '']), Cookie: `lang=${encodeURIComponent(wellFormed(this.pick(HOSTILE)))}`, 'Accept-Language': this.pick(['zh', 'en', 'zh-TW', '*;q=', '']) };
  }

  #allowed({ name, in: place, schema = {} }: Parameter): string {
    const { minimum = 1, maximum = 1000 } = schema;
    if (place === 'path') return this.pick(this.#ids);
    if (schema.enum) return this.pick(schema.enum);
    if (schema.type === 'integer') return String(this.pick([minimum, minimum + 1, minimum + this.#next(20), Math.min(maximum, 100)]));
    if (schema.format === 'date') return this.pick(['2023-05-04', '2024-02-29', '0001-01-01', '9999-12-31']);
    if (name.endsWith('year')) return this.pick(['2023', '2024', '9999', 'none']);
    if (name === 'lang') return this.pick(['zh', 'zh-Hant', 'en']);
    if (name === 'q' || name === 'vs' || name === 'find') return Array.from({ length: this.#next(9) }, () => this.pick(PIECES)).join('');
    return this.pick(WORDS);
  }

  #wild({ schema = {} }: Parameter): string {
    const { maximum = 100 } = schema;
    if (schema.type === 'integer' && this.#next(2) === 0) return this.pick(['0', '-1', '1.5', '1e2', '501', '10001', String(maximum + 1), '9'.repeat(400), '１']);
    if (schema.enum && this.#next(2) === 0) return this.pick(schema.enum).toUpperCase();
    return this.#next(3) === 0 ? this.pick(HOSTILE) + this.pick(HOSTILE) : this.pick(HOSTILE);
  }
}
