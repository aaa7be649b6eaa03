/** Facet values as keywords: as they are, but for "not stated" and for those too long to be a term of Lucene. */
import { createHash } from 'node:crypto';
import type { FacetKey } from '../engine.ts';

/** A private-use character, in no printed text. Alone it is "not stated". */
const MARK = '\uE0F1';
/** UTF-16 units; a term of Lucene ends at 32,766 bytes. */
const MAX_LENGTH = 8000;

export const NOT_STATED = MARK;

export function toFacetKey(value: FacetKey): string {
  if (value === null) return NOT_STATED;
  return value.length <= MAX_LENGTH && !value.startsWith(MARK) ? value : MARK + createHash('sha256').update(value, 'utf16le').digest('hex');
}

/** `undefined` when the key is a hash, whose value has to be read from a document that has it. */
export function fromFacetKey(key: string): FacetKey | undefined {
  if (key === NOT_STATED) return null;
  return key.startsWith(MARK) ? undefined : key;
}
