/** The OpenSearch to test against: the newest that the Java of this machine runs, from Maven Central, checked. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

interface Release {
  readonly version: string;
  /** The oldest Java it runs on. */
  readonly java: number;
  /** Of the zip, as published. */
  readonly sha512: string;
}

/** `integ-test-zip` is the server as released, without plugins (no security, nothing bundled). Newest first. */
const RELEASES: readonly Release[] = [
  {
    version: '3.6.0',
    java: 21,
    sha512: 'b82066a97902879c47e26608848d068c09e74d2128edee2802e622867abd451d34a366acc6519d0b40fc97acc89d61c5bb330ab8b2086cf6ffa0f9fe4b9acaa4',
  },
  {
    version: '2.19.6',
    java: 17,
    sha512: '8adbfaa13162b8d42b388ece6b39bfb7f1a349ab9c128d4eced78ba1dd43b5a10850b43b8aac19fa5ab11f4d5c355ddf6f6617514d6112b0936a1903005d1d36',
  },
];
const ARTIFACT = 'org.opensearch.distribution.integ-test-zip:opensearch';

export interface Java {
  readonly home: string;
  readonly version: number;
}

/** Where Javas are kept beside each other. */
const SHELVES = ['/usr/lib/jvm', '/opt/java'];

/** The newest Java development kit of this machine; one named by JAVA_HOME is taken as it is. */
export function findJava(): Java | null {
  const { JAVA_HOME } = process.env;
  const homes = JAVA_HOME ? [JAVA_HOME] : SHELVES.flatMap((shelf) => (existsSync(shelf) ? readdirSync(shelf).map((name) => join(shelf, name)) : []));
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
  if (java === null || !RELEASES.some((release) => release.java <= java.version)) return `no Java development kit of ${RELEASES.at(-1)?.java} or newer`;
  return spawnSync('mvn', ['-version']).status === 0 ? null : 'no mvn, which fetches the server';
}

/** Unpacks the server into `dir`; answers its home. Maven keeps what it fetched. */
export async function unpack(java: Java, dir: string): Promise<string> {
  const release = RELEASES.find(({ java: oldest }) => oldest <= java.version);
  if (release === undefined) throw new Error(`no OpenSearch for Java ${java.version}`);
  const copy = ['-B', '-q', '--strict-checksums', 'dependency:copy', `-Dartifact=${ARTIFACT}:${release.version}:zip`, `-DoutputDirectory=${dir}`];
  run('mvn', copy, dir);
  const zip = join(dir, `opensearch-${release.version}.zip`);
  const hash = createHash('sha512');
  await pipeline(createReadStream(zip), hash);
  if (hash.digest('hex') !== release.sha512) throw new Error(`${zip} is not what was published as ${release.version}`);
  run(join(java.home, 'bin', 'jar'), ['--extract', '--file', zip], dir);
  return join(dir, `opensearch-${release.version}`);
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, stderr, stdout, error } = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: 300_000 });
  if (status !== 0) throw new Error(`${command} failed: ${error?.message ?? (stderr || stdout)}`);
}
