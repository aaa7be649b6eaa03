/** Folders of our own, made when they are missing. */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { XunbaoError } from './errors.ts';

/**
 * Makes the folder and those above it. One step at a time, because Node's own `recursive` never comes
 * back from places that hold no folders of ours, such as /proc. Throws the system's error,
 * and `engine_unavailable` when a file stands there.
 */
export function makeFolder(folder: string): void {
  const missing: string[] = [];
  for (let at = path.resolve(folder); !existsSync(at) && at !== path.dirname(at); at = path.dirname(at)) missing.unshift(at);
  for (const at of missing) {
    try {
      mkdirSync(at);
    } catch (error) {
      // Another process was faster.
      if (!existsSync(at)) throw error;
    }
  }
  if (!statSync(folder).isDirectory()) throw new XunbaoError('engine_unavailable', `${folder} is a file, not a folder`);
}

/** The same for the folder that `DATA_DIR` names: throws `invalid_config` when it cannot be had. */
export function makeDataFolder(folder: string): void {
  try {
    makeFolder(folder);
  } catch (cause) {
    throw new XunbaoError('invalid_config', `DATA_DIR: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
