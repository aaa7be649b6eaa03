/**
 * Counters and histograms in Prometheus' text format 0.0.4. Label values are routes, methods and
 * statuses of ours, so their number is bounded whatever clients send.
 */
type Labels = Readonly<Record<string, string>>;

const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10] as const;

interface Histogram {
  readonly counts: number[];
  sum: number;
  count: number;
}

export interface Metrics {
  count(name: string, labels: Labels): void;
  /** Seconds, into the histogram of that name. */
  observe(name: string, labels: Labels, seconds: number): void;
  /** The exposition, with `gauges` as they are now; their names may carry labels. */
  expose(gauges: Readonly<Record<string, number>>): string;
}

const HELP: Readonly<Record<string, string>> = {
  xunbao_http_requests_total: 'Requests answered, by route, method and status',
  xunbao_http_request_seconds: 'Time to the head of the answer, by route',
  xunbao_http_refused_total: 'Requests refused because too many were being answered',
  xunbao_http_running: 'Requests being answered now',
  xunbao_http_limit: 'How many may be; fewer while answers take long',
  xunbao_build_info: 'Always 1; what is running',
  xunbao_engine_seconds: 'Time of one call of the engine; a search may take several',
  xunbao_engine_errors_total: 'Calls of the engine that failed, by code',
  xunbao_engine_ready: '1 when the engine can answer a search now',
  xunbao_index_articles: 'Articles in the index',
  xunbao_index_paragraphs: 'Paragraphs in the index',
  xunbao_index_changed_timestamp_seconds: 'When the index last changed',
  xunbao_data_bytes: 'Files in DATA_DIR: the index, its log, the notes of the ingest',
  xunbao_data_free_bytes: 'Room left on the disk of DATA_DIR',
  xunbao_ingest_running: '1 while an ingest runs',
  xunbao_ingest_ok: '0 when the last ingest failed, was stopped or was killed',
  xunbao_ingest_started_timestamp_seconds: 'When the ingest at work, or the last one, started',
  xunbao_ingest_updated_timestamp_seconds: 'When it was last heard of',
  xunbao_ingest_articles: 'Articles it has read',
  xunbao_ingest_paragraphs: 'Paragraphs it has read',
  xunbao_ingest_failed_inputs: 'Files and lines it could not read',
  xunbao_ingest_read_bytes: 'Bytes it has read',
  xunbao_ingest_given_bytes: 'Bytes it was given, where that is known',
  nodejs_heap_used_bytes: 'Heap in use on the main thread',
  nodejs_active_resources: 'Handles and requests that keep the process alive',
  process_start_time_seconds: 'When the process started',
  process_resident_memory_bytes: 'Resident memory',
  process_cpu_seconds_total: 'User and system CPU time',
};

const labelled = (name: string, labels: Labels): string => {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${value.replaceAll(/["\\\n]/g, '_')}"`);
  return pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`;
};

/** `given` may carry labels. */
const head = (given: string, type: string): string => {
  const name = given.split('{', 1)[0]!;
  return `# HELP ${name} ${HELP[name] ?? name}\n# TYPE ${name} ${type}\n`;
};

function family<T>(families: Map<string, Map<string, T>>, name: string): Map<string, T> {
  const known = families.get(name) ?? new Map<string, T>();
  families.set(name, known);
  return known;
}

function exposeHistogram(name: string, labels: Labels, { counts, sum, count }: Histogram): string {
  let below = 0;
  const buckets = BUCKETS.map((le, i) => `${labelled(`${name}_bucket`, { ...labels, le: String(le) })} ${(below += counts[i] ?? 0)}\n`);
  const all = `${labelled(`${name}_bucket`, { ...labels, le: '+Inf' })} ${count}\n`;
  return `${buckets.join('')}${all}${labelled(`${name}_sum`, labels)} ${sum}\n${labelled(`${name}_count`, labels)} ${count}\n`;
}

export function createMetrics(): Metrics {
  const counters = new Map<string, Map<string, number>>();
  const histograms = new Map<string, Map<string, { readonly labels: Labels; readonly histogram: Histogram }>>();

  return {
    count(name, labels) {
      const series = family(counters, name);
      const key = labelled(name, labels);
      series.set(key, (series.get(key) ?? 0) + 1);
    },
    observe(name, labels, seconds) {
      const series = family(histograms, name);
      const key = labelled(name, labels);
      const entry = series.get(key) ?? { labels, histogram: { counts: BUCKETS.map(() => 0), sum: 0, count: 0 } };
      series.set(key, entry);
      const bucket = BUCKETS.findIndex((le) => seconds <= le);
      if (bucket >= 0) entry.histogram.counts[bucket] = (entry.histogram.counts[bucket] ?? 0) + 1;
      entry.histogram.sum += seconds;
      entry.histogram.count++;
    },
    expose(gauges) {
      let text = '';
      for (const [name, series] of counters) {
        text += head(name, 'counter') + [...series].map(([key, value]) => `${key} ${value}\n`).join('');
      }
      for (const [name, series] of histograms) {
        text += head(name, 'histogram');
        for (const { labels, histogram } of series.values()) text += exposeHistogram(name, labels, histogram);
      }
      for (const [name, value] of Object.entries(gauges)) {
        text += `${head(name, name.endsWith('_total') ? 'counter' : 'gauge')}${name} ${value}\n`;
      }
      return text;
    },
  };
}
