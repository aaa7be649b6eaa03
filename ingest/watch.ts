import { EventEmitter, once } from 'node:events';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { watch } from 'chokidar';
import picomatch from 'picomatch';
import { isGlob } from './inputs.ts';
import { hasReader } from './readers/registry.ts';
import { isSkipped } from './skipped.ts';

/** Changes come in bursts: a copied folder, an editor that writes twice. */
const QUIET_MS = 400;

/**
 * Calls `onChange` with the files that appeared, changed or vanished under `paths`, one call at a
 * time, until the signal fires. A changed manifest stands for its folder.
 */
export async function followChanges(paths: readonly string[], onChange: (changed: readonly string[]) => Promise<void>, signal: AbortSignal): Promise<void> {
  const globs = paths.filter(isGlob).map((glob) => picomatch(path.resolve(glob).replaceAll(path.sep, '/')));
  const roots = paths.map((given) => (isGlob(given) ? picomatch.scan(given).base || '.' : given));
  const named = new Set(paths.filter((given) => !isGlob(given)).map((given) => path.resolve(given)));
  const concerns = (file: string): boolean => {
    const absolute = path.resolve(file);
    return [...named].some((root) => absolute === root || absolute.startsWith(root + path.sep)) || globs.some((matches) => matches(absolute.replaceAll(path.sep, '/')));
  };
  const changed = new Set<string>();
  const bell = new EventEmitter();
  const watcher = watch([...roots], { ignoreInitial: true, awaitWriteFinish: { stabilityThreshold: QUIET_MS, pollInterval: 100 } });
  watcher.on('all', (event, file) => {
    if (event === 'addDir' || event === 'unlinkDir') return;
    const name = path.basename(file);
    if (name.startsWith('_meta.')) changed.add(path.dirname(file));
    else if (named.has(path.resolve(file)) || (!isSkipped(name) && hasReader(name) && concerns(file))) changed.add(file);
    bell.emit('change');
  });
  try {
    for (;;) {
      if (changed.size === 0) await once(bell, 'change', { signal });
      await setTimeout(QUIET_MS, undefined, { signal });
      const batch = [...changed].sort();
      changed.clear();
      if (batch.length > 0) await onChange(batch);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await watcher.close();
  }
}
