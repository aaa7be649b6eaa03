/** Where a string occurs: grams laid over each other, then counted by document. */
import { ByteCache } from './cache.ts';
import type { Db } from './database.ts';
import { gramOf, positionsIn } from './grams.ts';
import { gramKey } from './segment.ts';
import type { Segment } from './snapshot.ts';
import { seek, union } from './sorted.ts';

/** The documents of a segment that hold a term, dead ones included. */
export interface Postings {
  readonly docs: Uint32Array;
  /** Occurrences in the paragraph, capped at 255. */
  readonly tf: Uint8Array;
  /** Occurrences in a title that stands before it, capped likewise. */
  readonly title: Uint8Array;
}

const NONE = new Uint32Array(0);

export class PostingsReader {
  readonly #lists = new ByteCache<Uint32Array>(64 * 2 ** 20);
  readonly #postings = new ByteCache<Postings>(96 * 2 ** 20);
  readonly #find;

  constructor(db: Db) {
    this.#find = db.prepare<[bigint, bigint], { id: number; block: Buffer }>(
      'SELECT id, block FROM gram WHERE id <= ? AND id >= ? ORDER BY id DESC LIMIT 1',
    );
  }

  /** Documents that hold any of the forms, in the paragraph or its title. */
  postings(segment: Segment, forms: readonly string[]): Postings {
    return this.#postings.get(`${segment.id} ${forms.join('\u0000')}`, () => {
      let positions: Uint32Array = NONE;
      for (const form of forms) positions = union(positions, this.#positions(segment, form));
      const value = countByDocument(segment, positions);
      return { value, bytes: value.docs.byteLength * 2 + 200 };
    });
  }

  /** Where the string begins, as positions in the segment. */
  #positions(segment: Segment, form: string): Uint32Array {
    if (form.length === 1) return this.#list(segment, gramOf(form, 0, 1));
    const grams: { list: Uint32Array; offset: number }[] = [];
    for (let offset = 0; offset < form.length; offset += 2) {
      const at = Math.min(offset, form.length - 2);
      const list = this.#list(segment, gramOf(form, at, 2));
      if (list.length === 0) return NONE;
      grams.push({ list, offset: at });
    }
    grams.sort((a, b) => a.list.length - b.list.length);
    const [rarest, ...others] = grams;
    let found = rarest!.offset === 0 ? rarest!.list : rarest!.list.map((p) => p - rarest!.offset);
    for (const { list, offset } of others) found = keepShifted(found, list, offset);
    return found;
  }

  #list(segment: Segment, gram: number): Uint32Array {
    return this.#lists.get(`${segment.id} ${gram}`, () => {
      const row = this.#find.get(gramKey(segment.id, gram), gramKey(segment.id, 0));
      const value = row === undefined ? NONE : positionsIn({ first: row.id - segment.id * 2 ** 32, bytes: row.block }, gram);
      return { value, bytes: value.byteLength + 100 };
    });
  }
}

/** Those of `starts` for which `start + offset` is in `list`. */
function keepShifted(starts: Uint32Array, list: Uint32Array, offset: number): Uint32Array {
  const kept = new Uint32Array(starts.length);
  let used = 0;
  let at = 0;
  for (const start of starts) {
    at = seek(list, start + offset, at);
    if (at === list.length) break;
    if (list[at] === start + offset) kept[used++] = start;
  }
  return kept.subarray(0, used);
}

function countByDocument(segment: Segment, positions: Uint32Array): Postings {
  const { start, body } = segment.columns;
  const limit = Math.min(positions.length, segment.docs);
  const docs = new Uint32Array(limit);
  const tf = new Uint8Array(limit);
  const title = new Uint8Array(limit);
  let used = -1;
  let doc = -1;
  let end = 0;
  for (const position of positions) {
    if (position >= end) {
      doc = seek(start, position + 1, doc + 1) - 1;
      end = start[doc + 1]!;
      docs[++used] = doc;
    }
    const counts = position >= body[doc]! ? tf : title;
    if (counts[used]! < 255) counts[used]!++;
  }
  return { docs: docs.subarray(0, used + 1), tf: tf.subarray(0, used + 1), title: title.subarray(0, used + 1) };
}
