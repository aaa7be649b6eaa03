/**
 * What an article is about, by place. A district, county or zone is *primary* when the title or the
 * dateline names it, when the lead does and the text comes back to it, or when it is named far more
 * often than any other; all others are only mentioned. Where no district is known, the city the
 * article is about stands for it, and failing that the province: who narrows a search to 哈尔滨市 means
 * the articles about the city as a whole. Names are kept as printed in the gazetteer: which 朝阳区 is
 * meant is never guessed.
 */
import { gazetteer } from './gazetteer.ts';
import { datelineOf } from '../layout/datelines.ts';
import { isCommonName, mentionsIn, shortMentions, shortNamesIn } from './mentions.ts';
import { countPlace } from './place-words.ts';

export interface DistrictsFound {
  readonly districts: string[];
  readonly mentioned: string[];
}

export interface PlacedText {
  /** Simplified characters throughout. */
  readonly title: string;
  /** Running text, captions and bullets, in order. */
  readonly paragraphs: readonly string[];
  readonly page: PagePlaces;
}

/** What the whole page says about short names; made once for all articles on it. */
export interface PagePlaces {
  readonly text: string;
  /** The zone a bare 新区 means here. */
  readonly zone: string | null;
  /** Short names of cities and provinces that stand on the page and can be trusted, with the full ones. */
  readonly short: readonly (readonly [short: string, full: string])[];
}

/** `text` is all text of the page in simplified characters. */
export function pagePlaces(text: string): PagePlaces {
  const short = shortNamesIn(text).filter(([name, full]) => name.length >= 3 || SAFE_SHORT_CITIES.has(name) || text.includes(full));
  return { text, zone: zoneOf(text), short };
}

interface Tally {
  title: boolean;
  lead: boolean;
  /** In the lead it is whose authorities or assembly the news comes from. */
  source: boolean;
  count: number;
  compared: number;
  paragraphs: Set<number>;
}

/** Times more often than the next one, and at least so often, to be what the text is about. */
const MARGIN = 2;
const ENOUGH = 3;
const SAFE_SHORT_CITIES = new Set('北京 上海 天津 重庆 广州 深圳 成都 杭州 南京 武汉 西安 沈阳 大连 长春 济南 青岛 苏州 郑州 长沙 合肥 福州 厦门 南昌 昆明 贵阳 南宁 海口 兰州 西宁 银川 拉萨 太原 宁波 无锡'.split(' '));

export function districtsIn({ title, paragraphs, page }: PlacedText): DistrictsFound {
  const tallies = new Map<string, Tally>();
  const wider = new Map<string, Tally>();
  // A greeting or a number line above it is no lead.
  const lead = paragraphs.findIndex((text) => text.length >= 20);
  for (const [n, text] of [title, ...paragraphs].entries()) {
    const isTitle = n === 0;
    for (const { place, at, compared } of mentionsIn(text, page.text)) {
      const tally = tallyOf(place.level === 'district' || place.level === 'zone' ? tallies : wider, place.name);
      if (compared) tally.compared += 1;
      else {
        tally.count += 1;
        tally.paragraphs.add(n);
        if (isTitle) tally.title = true;
        if (n - 1 === lead) tally.lead = true;
        if (n - 1 === lead && speaks(text, at, place.name)) tally.source = true;
      }
    }
    if (page.zone !== null) {
      const bare = bareZones(text);
      if (bare > 0) {
        const tally = tallyOf(tallies, page.zone);
        tally.count += bare;
        tally.paragraphs.add(n);
        if (isTitle) tally.title = true;
        if (n - 1 === lead) tally.lead = true;
      }
    }
  }
  for (const [short, name] of shortDistricts(page)) {
    if (tallies.has(name)) continue;
    const inTitle = shortMentions(title, short) > 0;
    if (!inTitle && !paragraphs.some((text) => datelineOf(text)?.includes(short))) continue;
    const tally = tallyOf(tallies, name);
    tally.title = inTitle;
    tally.lead = true;
    tally.source = true;
    tally.count = 1;
  }
  for (const [name, tally] of tallies) addShort(name, tally, title, paragraphs);
  const primary = choosePrimary(tallies);
  const districts = primary.length > 0 ? primary : wholeArea(wider, tallies, title, paragraphs, page);
  return { districts, mentioned: [...tallies.keys()].filter((name) => !districts.includes(name)) };
}

function tallyOf(tallies: Map<string, Tally>, name: string): Tally {
  const known = tallies.get(name) ?? { title: false, lead: false, source: false, count: 0, compared: 0, paragraphs: new Set<number>() };
  tallies.set(name, known);
  return known;
}

/** Districts of the cities a page names, by the short name that only one of them has: 南岗 beside 哈尔滨. */
function shortDistricts(page: PagePlaces): (readonly [short: string, name: string])[] {
  const { places, districtsOf } = gazetteer();
  const cities = new Set(page.short.flatMap(([, full]) => (places.get(full)?.level === 'city' ? full : [])));
  const names = new Map<string, string | null>();
  for (const city of cities) {
    for (const name of districtsOf.get(city) ?? []) {
      const short = name.replace(/[区县市]$/u, '');
      if (short.length < 2 || !page.text.includes(short) || isCommonName(name)) continue;
      names.set(short, names.has(short) ? null : name);
    }
  }
  return [...names].flatMap(([short, name]) => (name === null ? [] : [[short, name] as const]));
}

function choosePrimary(tallies: ReadonlyMap<string, Tally>): string[] {
  const ranked = [...tallies].sort(([, a], [, b]) => b.count - a.count);
  const most = ranked[0]?.[1].count ?? 0;
  const titled = ranked.some(([, tally]) => tally.title);
  const inLead = ranked.filter(([, tally]) => tally.lead).length;
  const chosen = ranked.filter(([, tally], i) => {
    if (tally.title) return true;
    if (tally.count === 0) return false;
    if (tally.lead && ((inLead <= 2 && !titled) || tally.source || tally.paragraphs.size >= 2)) return true;
    if (tally.paragraphs.size >= ENOUGH && tally.count * 5 >= most) return true;
    const next = ranked[i === 0 ? 1 : 0]?.[1].count ?? 0;
    return i === 0 && tally.count >= ENOUGH && tally.paragraphs.size >= 2 && tally.count >= MARGIN * next;
  });
  // Where everything is named at once (a list of districts), nothing stands out.
  return chosen.length > 4 ? chosen.filter(([, tally]) => tally.title).map(([name]) => name) : chosen.map(([name]) => name);
}

/** The city, else the province, that title or lead name or the text keeps coming back to. */
function wholeArea(wider: Map<string, Tally>, districts: ReadonlyMap<string, Tally>, title: string, paragraphs: readonly string[], page: PagePlaces): string[] {
  const { places } = gazetteer();
  const text = paragraphs.join('\n');
  const scores = new Map<string, { score: number; city: boolean }>();
  for (const [name, full] of page.short) {
    const place = places.get(full);
    if (!place) continue;
    const counted = wider.get(full);
    const inTitle = countPlace(title, name) > 0;
    const inLead = countPlace(paragraphs.find((paragraph) => paragraph.length >= 20) ?? '', name) > 0;
    const times = countPlace(text, name);
    if (!(inTitle || (inLead && times >= 2) || times >= 4)) continue;
    scores.set(full, { score: (inTitle ? 6 : 0) + (inLead ? 3 : 0) + times + (counted?.count ?? 0), city: place.level === 'city' });
  }
  const cities = [...scores].filter(([, { city }]) => city).sort(([, a], [, b]) => b.score - a.score);
  if (cities.length > 0) return standout(cities);
  if (districts.size > 2) return [];
  return standout([...scores].sort(([, a], [, b]) => b.score - a.score));
}

/** The first of ranked names, if it stands well above the second. */
function standout([first, second]: readonly [name: string, { score: number }][]): string[] {
  return first && (second === undefined || first[1].score >= 1.5 * second[1].score) ? [first[0]] : [];
}

/** `记者从香坊区政府获悉`, `松北区人民代表大会`. */
const speaks = (text: string, at: number, name: string): boolean =>
  text.slice(0, at).endsWith('记者从') || /^(?:第\p{Script=Han}{1,3}届|人民|人大|政府|政协|委|纪委|\p{Script=Han}{0,4}局)/u.test(text.slice(at + name.length, at + name.length + 6));

/** The one zone a bare 新区 means on this page, or `null` when the page names none or several alike. */
function zoneOf(page: string): string | null {
  if (!page.includes('新区')) return null;
  const counts = new Map<string, number>();
  for (const { place } of mentionsIn(page, page)) if (place.name.endsWith('新区')) counts.set(place.name, (counts.get(place.name) ?? 0) + 1);
  const [first, second] = [...counts].sort(([, a], [, b]) => b - a);
  return first && (second === undefined || first[1] >= 3 * second[1]) ? first[0] : null;
}

/** 新区 alone, not the end of a longer name (浦东新区, 创新区). */
function bareZones(text: string): number {
  return [...text.matchAll(/(?:^|[^\p{Script=Han}]|[在是对了的为让向从到使入与和及、全])新区(?!域|间|别|块)/gu)].length;
}

function addShort(name: string, tally: Tally, title: string, paragraphs: readonly string[]): void {
  const short = name.replace(/(?:区|县|市)$/u, '');
  if (short.length < 2 || !/[区县市]$/u.test(name) || name.endsWith('新区')) return;
  if (shortMentions(title, short) > 0) tally.title = true;
  for (const [n, text] of paragraphs.entries()) {
    const times = shortMentions(text, short);
    if (times === 0) continue;
    tally.count += times;
    tally.paragraphs.add(n + 1);
  }
}
