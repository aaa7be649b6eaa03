import { getFileNameLowLevel, validateFileName, type Entry, type ZipFile } from 'yauzl';
import { XunbaoError } from '../../src/errors.ts';
import { bytesAsText, LIMITS } from '../limits.ts';

export interface Member {
  readonly entry: Entry;
  readonly name: string;
}

/**
 * The files in an archive, judged by its directory before anything is unpacked. yauzl holds each
 * member to the size stated there, so a bomb cannot lie its way past. Throws `unreadable` for an
 * archive that is refused as a whole; `refuse` hears of single members.
 */
export async function membersOf(zip: ZipFile, refuse: (name: string, reason: string) => void): Promise<Member[]> {
  if (zip.entryCount > LIMITS.zipEntries) throw new XunbaoError('unreadable', `zip with ${zip.entryCount} entries; the limit is ${LIMITS.zipEntries}`);
  const members: Member[] = [];
  let inflated = 0;
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(entry);
    if (name.endsWith('/')) continue;
    inflated += entry.uncompressedSize;
    if (inflated > LIMITS.zipInflatedBytes) throw new XunbaoError('unreadable', `zip bomb: inflates to over ${bytesAsText(LIMITS.zipInflatedBytes)}`);
    if (entry.uncompressedSize > LIMITS.zipRatioFrom && entry.uncompressedSize > entry.compressedSize * LIMITS.zipRatio) {
      throw new XunbaoError('unreadable', `zip bomb: ${shown(name)} inflates more than ${LIMITS.zipRatio} times`);
    }
    const fault = validateFileName(name) ?? (entry.isEncrypted() ? 'encrypted' : null);
    if (fault === null) members.push({ entry, name });
    else refuse(shown(name), fault.startsWith('invalid') || fault.startsWith('absolute') ? `refused: a path that leads outside the archive (${fault})` : fault);
  }
  return members;
}

/** Marked UTF-8, really UTF-8, or what Chinese Windows writes without saying so. */
function nameOf(entry: Entry): string {
  const raw = entry.fileNameRaw;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw).replaceAll('\\', '/');
  } catch {
    try {
      return new TextDecoder('gb18030', { fatal: true }).decode(raw).replaceAll('\\', '/');
    } catch {
      return getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false);
    }
  }
}

/** Names come from the archive: no control characters reach the terminal. */
function shown(name: string): string {
  return name.replaceAll(/\p{Cc}/gu, '?').slice(0, 200);
}
