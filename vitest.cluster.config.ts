import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What needs a whole cluster first; what kills a node last. */
class KillLast extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => (a.moduleId < b.moduleId ? 1 : -1));
  }
}

export default defineConfig({
  test: {
    include: ['tests/engine.opensearch.test.ts', 'tests/search.{recall,variants}.test.ts', 'tests/cluster/*.cluster.ts'],
    globalSetup: 'tests/cluster/setup.ts',
    fileParallelism: false,
    sequence: { sequencer: KillLast },
    testTimeout: 120_000,
    hookTimeout: 180_000,
    teardownTimeout: 20_000,
  },
});
