/**
 * Facet values as Meilisearch can hold them apart. It compares values without case and width and cuts
 * them at 468 bytes, so a value that would not come back as it went in is stored encoded.
 */
import { createHash } from 'node:crypto';
import type { FacetKey } from '../engine.ts';

/** A private-use character, in no printed text. Alone it is "not stated". */
const MARK = '\uE0F1';
const ENCODED = `${MARK}=`;
const HASH = `${MARK}#`;
const MAX_BYTES = 400;

export const NOT_STATED = MARK;

const isKept = (value: string): boolean =>
  value !== '' && !value.startsWith(MARK) && value === value.trim().normalize('NFKD').toLowerCase() && Buffer.byteLength(value) <= MAX_BYTES;

export function toFacetKey(value: FacetKey): string {
  if (value === null) return NOT_STATED;
  if (isKept(value)) return value;
  const encoded = ENCODED + Buffer.from(value, 'utf16le').toString('hex');
  return encoded.length <= MAX_BYTES ? encoded : HASH + createHash('sha256').update(value, 'utf16le').digest('hex');
}

/** `undefined` when the key is a hash, whose value has to be read from a document that has it. */
export function fromFacetKey(key: string): FacetKey | undefined {
  if (key === NOT_STATED) return null;
  if (key.startsWith(HASH)) return undefined;
  return key.startsWith(ENCODED) ? Buffer.from(key.slice(ENCODED.length), 'hex').toString('utf16le') : key;
}
