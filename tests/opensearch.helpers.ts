/** What tests leave on a cluster is taken away again. */
import { Connection, Refusal, type Cluster } from '../src/engine/opensearch/connection.ts';

/** Removes the indices and the template of an engine called `name`. */
export async function forget(cluster: Cluster, name: string): Promise<void> {
  const connection = new Connection(cluster);
  try {
    const there = await connection.ask({ method: 'GET', path: `/${name}-*/_alias` });
    for (const index of Object.keys(there)) await connection.ask({ method: 'DELETE', path: `/${index}` });
    await connection.ask({ method: 'DELETE', path: `/_index_template/${name}` }).catch((error: unknown) => {
      if (!(error instanceof Refusal && error.status === 404)) throw error;
    });
  } finally {
    await connection.close();
  }
}
