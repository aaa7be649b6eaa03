/**
 * From bytes to text: which encoding, and is it believable? A detector's guess is only a candidate.
 * It is kept when every byte decodes *and* the result looks like Chinese or plain Latin text, because
 * GB18030 and Big5 will each decode most of the other's bytes into rare, meaningless characters.
 */
import { analyse } from 'chardet';
import { XunbaoError } from '../../src/errors.ts';
import { plausibility } from './plausibility.ts';

export interface Decoded {
  readonly text: string;
  /** WHATWG label: `utf-8`, `utf-16le`, `gb18030`, `big5`, … */
  readonly encoding: string;
  /** Places where bytes could not be read and U+FFFD stands instead. */
  readonly damaged: number;
}

/** Bytes looked at to tell the encoding; the whole text is decoded strictly all the same. */
const SAMPLE = 256 * 1024;
/** Below this a decoding reads like noise. */
const BELIEVABLE = 0.5;
/** One unreadable place in this many characters is still a text with a flaw, more is another encoding. */
const FLAW_PER = 200;

/** Throws `unreadable` for binary data and for text in no encoding we can confirm. */
export function decode(bytes: Uint8Array): Decoded {
  const encoding = bom(bytes) ?? unmarkedUtf16(bytes);
  if (encoding !== null) return lossy(bytes, encoding);
  refuseBinary(bytes);
  const utf8 = strict(bytes, 'utf-8');
  if (utf8 !== null) return { text: utf8, encoding: 'utf-8', damaged: damagedIn(utf8) };
  const best = candidates(bytes);
  if (best !== null) return best;
  const flawed = lossy(bytes, 'utf-8');
  if (flawed.damaged * FLAW_PER <= flawed.text.length) return flawed;
  throw new XunbaoError('unreadable', `encoding not recognised: not UTF-8 (first bad byte at ${firstBadByte(bytes)}), nor plausible UTF-16, GB18030 or Big5`);
}

/** The encoding of a stream from its first bytes, for formats that are read piece by piece. */
export function sniffEncoding(head: Uint8Array): string {
  if (head.length === 0) return 'utf-8';
  const marked = bom(head) ?? unmarkedUtf16(head);
  if (marked !== null) return marked;
  // The last character may be cut; up to three bytes are given away for that.
  for (let cut = 0; cut < 4; cut += 1) if (strict(head.subarray(0, head.length - cut), 'utf-8') !== null) return 'utf-8';
  for (let cut = 0; cut < 4; cut += 1) {
    const found = candidates(head.subarray(0, head.length - cut));
    if (found !== null) return found.encoding;
  }
  return 'utf-8';
}

/** Offset of the first byte that is not UTF-8. */
export function firstBadByte(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  // Bisection over prefixes: `stream` lets a prefix end inside a character.
  while (good < bad) {
    const middle = (good + bad + 1) >> 1;
    if (decodesAsPrefix(bytes.subarray(0, middle))) good = middle;
    else bad = middle - 1;
  }
  return good;
}

function candidates(bytes: Uint8Array): Decoded | null {
  const sample = bytes.subarray(0, SAMPLE);
  const guesses = analyse(sample).map(({ name }) => name.toLowerCase());
  const labels = ['gb18030', 'big5', ...guesses.filter((name) => name === 'windows-1252')];
  let best: Decoded | null = null;
  let bestScore = BELIEVABLE;
  for (const encoding of labels) {
    const text = strict(bytes, encoding);
    if (text === null) continue;
    const score = plausibility(text);
    if (score > bestScore) {
      best = { text, encoding, damaged: damagedIn(text) };
      bestScore = score;
    }
  }
  return best;
}

function bom(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) throw new XunbaoError('unreadable', 'UTF-32 is not supported; save it as UTF-8');
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return null;
}

/** UTF-16 without a mark has zeros (in line feeds, in 一 = 4E00); of the two byte orders only one gives words. */
function unmarkedUtf16(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, Math.min(bytes.length, SAMPLE) & ~1);
  if (bytes.length % 2 !== 0 || !sample.includes(0)) return null;
  const scores = ['utf-16le', 'utf-16be'].map((encoding) => ({ encoding, score: plausibility(strict(sample, encoding) ?? '\0') }));
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a));
  return best.score > BELIEVABLE ? best.encoding : null;
}

function refuseBinary(bytes: Uint8Array): void {
  const at = bytes.indexOf(0);
  if (at >= 0) throw new XunbaoError('unreadable', `binary, not text: NUL byte at ${at}`);
}

function strict(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function lossy(bytes: Uint8Array, encoding: string): Decoded {
  const text = new TextDecoder(encoding).decode(bytes);
  return { text, encoding, damaged: damagedIn(text) };
}

function damagedIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\uFFFD'); at >= 0; at = text.indexOf('\uFFFD', at + 1)) count += 1;
  return count;
}

function decodesAsPrefix(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
