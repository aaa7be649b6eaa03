/** The OpenSearch to test against, from Maven Central, checked; and a Java that runs it. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** `integ-test-zip` is the server as released, without plugins (no security). Of 2.x it lacks the analysis module too. */
const VERSION = '3.6.0';
/** Of the zip, as published. */
const SHA512 = 'b82066a97902879c47e26608848d068c09e74d2128edee2802e622867abd451d34a366acc6519d0b40fc97acc89d61c5bb330ab8b2086cf6ffa0f9fe4b9acaa4';
/** The oldest Java it runs on. */
const JAVA = 21;
const ARTIFACT = 'org.opensearch.distribution.integ-test-zip:opensearch';

export interface Java {
  readonly home: string;
  readonly version: number;
}

/** Where Javas are kept beside each other. */
const SHELVES = ['/usr/lib/jvm', '/opt/java'];

/** The newest Java development kit of this machine. */
export function findJava(): Java | null {
  const { JAVA_HOME } = process.env;
  // What is on the PATH is a link into its home more often than not.
  const onPath = (process.env['PATH'] ?? '').split(delimiter).map((dir) => join(dir, 'java')).filter((file) => existsSync(file)).map((file) => join(realpathSync(file), '..', '..'));
  const homes = [...(JAVA_HOME ? [JAVA_HOME] : []), ...onPath, ...SHELVES.flatMap((shelf) => (existsSync(shelf) ? readdirSync(shelf).map((name) => join(shelf, name)) : []))];
  const found = homes.flatMap((home): Java[] => {
    // Unpacking takes `jar`, which a mere runtime lacks.
    if (!existsSync(join(home, 'bin', 'jar'))) return [];
    const { stderr } = spawnSync(join(home, 'bin', 'java'), ['-version'], { encoding: 'utf8' });
    const version = Number(/version "(\d+)/.exec(stderr ?? '')?.[1]);
    return version > 0 ? [{ home, version }] : [];
  });
  return found.sort((a, b) => b.version - a.version)[0] ?? null;
}

/** Why no cluster can be started here; `null` when one can. */
export function missing(): string | null {
  const java = findJava();
  if (java === null || java.version < JAVA) return `no Java development kit ${JAVA} or newer`;
  return spawnSync('mvn', ['-version']).status === 0 ? null : 'no mvn, which fetches the server';
}

/** Unpacks the server into `dir`; answers its home. Maven keeps what it fetched. */
export async function unpack(java: Java, dir: string): Promise<string> {
  const copy = ['-B', '-q', '--strict-checksums', 'dependency:copy', `-Dartifact=${ARTIFACT}:${VERSION}:zip`, `-DoutputDirectory=${dir}`];
  run('mvn', copy, dir);
  const zip = join(dir, `opensearch-${VERSION}.zip`);
  const hash = createHash('sha512');
  await pipeline(createReadStream(zip), hash);
  if (hash.digest('hex') !== SHA512) throw new Error(`${zip} is not what was published as ${VERSION}`);
  run(join(java.home, 'bin', 'jar'), ['--extract', '--file', zip], dir);
  return join(dir, `opensearch-${VERSION}`);
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, stderr, stdout, error } = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: 300_000 });
  if (status !== 0) throw new Error(`${command} failed: ${error?.message ?? (stderr || stdout)}`);
}
