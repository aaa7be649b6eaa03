/** What `/metrics` tells of the machine beside the server: the data folder, its disk, and the ingest at work in it. */
import { readdirSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ingestGauges } from '../ingest/state.ts';

export function folderGauges(dataDir: string): Record<string, number> {
  return { ...diskGauges(dataDir), ...ingestGauges(dataDir) };
}

/** Nothing when there is no such folder, as beside an engine on another machine. */
function diskGauges(dataDir: string): Record<string, number> {
  try {
    const { bavail, bsize } = statfsSync(dataDir);
    const bytes = readdirSync(dataDir).reduce((sum, name) => sum + (statSync(join(dataDir, name), { throwIfNoEntry: false })?.size ?? 0), 0);
    return { xunbao_data_bytes: bytes, xunbao_data_free_bytes: bavail * bsize };
  } catch {
    return {};
  }
}
