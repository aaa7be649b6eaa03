/** Before all tests of the cluster: the one at OPENSEARCH_URL, or three nodes of our own. */
import { missing } from './distribution.ts';
import { startNodes } from './nodes.ts';

export default async function setup(): Promise<(() => void) | undefined> {
  if (process.env['OPENSEARCH_URL']) return undefined;
  const reason = missing();
  if (reason !== null) {
    console.log(`test:cluster skipped: no OPENSEARCH_URL, and ${reason}`);
    process.exit(0);
  }
  const started = Date.now();
  const { version, urls, pids, stop } = await startNodes();
  console.log(`OpenSearch ${version}: ${urls.length} nodes in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  process.env['OPENSEARCH_URL'] = urls.join(',');
  // Every node holds a part, and any one may be lost.
  process.env['OPENSEARCH_SHARDS'] ??= '3';
  process.env['OPENSEARCH_REPLICAS'] ??= '1';
  process.env['CLUSTER_PIDS'] = pids.join(',');
  return stop;
}
