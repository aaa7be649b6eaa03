/**
 * Folding: how a printed text is *read* by the index and by queries. Width (NFKC), case, traditional
 * script, middle dots and white space are levelled; the printed text itself is never changed, and
 * every folded unit remembers where it came from so that marks sit on what is printed.
 *
 * Folding goes character by character. That keeps the promise of literal search: a piece of a text
 * folds to the same piece of the folded text, wherever it is cut.
 */
import toSimplified from 'opencc-js/dict/TSCharacters';

export interface Folded {
  readonly text: string;
  /** Printed `[start, end)` of each folded UTF-16 unit; `null` when every unit stands where it was printed. */
  readonly places: { readonly start: Uint32Array; readonly end: Uint32Array } | null;
}

const SPACE = 0x20;
/** Table entries that are no folded unit: not looked up yet, or needing the slow path. */
const UNKNOWN = 0;
const SLOW = 0xffff;

const MIDDLE_DOTS = new Set('·•・‧∙⋅･');
const IGNORABLE = /^[\p{Default_Ignorable_Code_Point}\p{Cc}]$/u;
const MARK = /^\p{M}$/u;

const simplified = new Map<string, string>(
  toSimplified.split('|').map((entry) => {
    const [from = '', to = ''] = entry.split(' ');
    return [from, to] as const;
  }),
);

/** Folded form of one character: one unit, several (`㎡` → `m2`), or none (zero-width). */
function foldCharacter(character: string): string {
  if (/^\s$/.test(character)) return ' ';
  if (IGNORABLE.test(character)) return '';
  if (MIDDLE_DOTS.has(character)) return '·';
  let folded = '';
  for (const c of character.normalize('NFKC').toLowerCase()) folded += simplified.get(c) ?? c;
  return folded.replace(/\s+/g, ' ');
}

/** Filled as characters are met; most texts use a few thousand of them. */
const table = new Uint16Array(0x10000);

/** What becomes several units (`…` → `...`) or none. */
const expansions = new Map<number, string>();

function lookUp(unit: number): number {
  const character = String.fromCharCode(unit);
  // A surrogate says nothing alone, and a mark composes with what stands before it.
  const slow = (unit >= 0xd800 && unit <= 0xdfff) || MARK.test(character) || unit === 0;
  const folded = slow ? '' : foldCharacter(character);
  const entry = folded.length === 1 ? folded.charCodeAt(0) : SLOW;
  table[unit] = entry;
  if (!slow && entry === SLOW) expansions.set(unit, folded);
  return entry;
}

/** Where a text is folded, and the same memory as the bytes from which a string is made at once. */
const units = new Uint16Array(4096);
const bytes = Buffer.from(units.buffer);

/** The folded text alone: what is indexed, and what a query is compared by. */
export function foldText(text: string): string {
  let out = '';
  let used = 0;
  let space = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    let entry = table[unit]!;
    if (entry === UNKNOWN) entry = lookUp(unit);
    if (entry === SLOW) {
      const expansion = expansions.get(unit);
      if (expansion === undefined) return foldSlowly(text).text;
      if (expansion === '') continue;
      out += bytes.toString('utf16le', 0, 2 * used) + expansion;
      used = 0;
      space = expansion.endsWith(' ');
      continue;
    }
    if (entry === SPACE && space) continue;
    space = entry === SPACE;
    units[used++] = entry;
    if (used === units.length) {
      out += bytes.toString('utf16le');
      used = 0;
    }
  }
  return out + bytes.toString('utf16le', 0, 2 * used);
}

/** The folded text with the printed place of each of its units. */
export function fold(text: string): Folded {
  let before = UNKNOWN;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const entry = table[unit]! || lookUp(unit);
    if (entry === SLOW || (entry === SPACE && before === SPACE)) return foldSlowly(text);
    before = entry;
  }
  return { text: foldText(text), places: null };
}

/** One character with the marks that compose with it, as far as the printed text is concerned. */
const CLUSTER = /(?:[\ud800-\udbff][\udc00-\udfff]|[^])\p{M}*/gu;

function foldSlowly(text: string): Folded {
  let out = '';
  const start: number[] = [];
  const end: number[] = [];
  for (const match of text.matchAll(CLUSTER)) {
    // A run of thousands of combining marks is composed piecewise: composing is not linear in it.
    const cluster = match[0].length > 32 ? match[0].slice(0, 32) : match[0];
    const folded = foldCluster(cluster);
    if (folded === ' ' && out.endsWith(' ')) {
      end[end.length - 1] = match.index + match[0].length;
      continue;
    }
    for (let i = 0; i < folded.length; i++) {
      start.push(match.index);
      end.push(match.index + match[0].length);
    }
    out += folded;
  }
  return { text: out, places: { start: Uint32Array.from(start), end: Uint32Array.from(end) } };
}

function foldCluster(cluster: string): string {
  if (cluster.length === 1) {
    const entry = table[cluster.charCodeAt(0)]! || lookUp(cluster.charCodeAt(0));
    if (entry !== SLOW) return String.fromCharCode(entry);
  }
  const points = [...cluster];
  if (points.length === 1) return foldCharacter(cluster);
  return [...cluster.normalize('NFKC')].map(foldCharacter).join('');
}

/** Printed `[start, end)` of the folded range `[from, to)`. */
export function printed(folded: Folded, from: number, to: number): [start: number, end: number] {
  if (folded.places === null || from >= to) return [from, to];
  return [folded.places.start[from]!, folded.places.end[to - 1]!];
}
