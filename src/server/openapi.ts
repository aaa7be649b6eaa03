/** The API described in OpenAPI 3.1, generated from the schemas that answers are made of. */
import { z } from 'zod';
import { MAX_DEPTH } from '../engine/engine.ts';
import type { Answer, Content, Headers, OpenApi, Operation, Parameter, Schema } from './openapi-shape.ts';
import { articleResponseSchema, citationParamsSchema, coverageParamsSchema, coverageResponseSchema, hitSchema, paragraphSchema, problemSchema, searchParamsSchema, searchResponseSchema, statsSchema, suggestParamsSchema,
  suggestResponseSchema, trendsParamsSchema, trendsResponseSchema,
} from './schema.ts';

const NAMED = {
  Article: articleResponseSchema,
  Paragraph: paragraphSchema,
  Hit: hitSchema,
  SearchResponse: searchResponseSchema,
  Suggestions: suggestResponseSchema,
  Trends: trendsResponseSchema,
  Coverage: coverageResponseSchema,
  Stats: statsSchema,
  Problem: problemSchema,
};

const refTo = (name: string): string => `#/components/schemas/${name}`;
const schemaRef = (name: keyof typeof NAMED): Schema => ({ $ref: refTo(name) });

/** An OpenAPI document names its dialect once, and its components by their place. */
const bare = ({ $schema: _schema, $id: _id, ...schema }: Schema & { $schema?: string; $id?: string }): Schema => schema;

function components(): Record<string, Schema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(NAMED)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: refTo });
  // What zod writes of schemas as plain as ours.
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, bare(schema as Schema)]));
}

const searchParameters = (...without: readonly string[]): Parameter[] => parametersOf(searchParamsSchema, without);

function parametersOf(schema: z.ZodObject, without: readonly string[] = []): Parameter[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties)
    .filter(([name]) => !without.includes(name))
    .map(([name, schema]) => {
      const { description, ...rest } = typeof schema === 'object' ? schema : {};
      return { name, in: 'query', description, required: false, schema: rest as Schema };
    });
}

const json = (schema: Schema): Content => ({ 'application/json': { schema } });
const text = (type: string): Content => ({ [type]: { schema: { type: 'string' } } });

const problems = (...statuses: readonly (keyof typeof PROBLEMS)[]): Record<string, Answer> =>
  Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/${status}` }]));

const PROBLEMS = {
  400: '`invalid_parameter`: the parameter is named',
  404: '`not_found`',
  422: `\`too_deep\`: page × size exceeds ${MAX_DEPTH}`,
  429: '`rate_limited`: see Retry-After',
  503: '`engine_unavailable`: see Retry-After',
} as const;

const problemResponses = (): OpenApi['components']['responses'] =>
  Object.fromEntries(
    Object.entries(PROBLEMS).map(([status, description]) => [
      status,
      {
        description,
        content: { 'application/problem+json': { schema: schemaRef('Problem') } },
        ...(status === '429' || status === '503'
          ? { headers: { 'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer', minimum: 1 } } } }
          : {}),
      },
    ]),
  );

interface Described {
  readonly summary: string;
  readonly parameters?: readonly Parameter[];
  readonly content: Content;
  readonly headers?: Headers;
  readonly problems: Record<string, Answer>;
}

const get = (operationId: string, { summary, parameters, content, headers, problems }: Described): { get: Operation } => ({
  get: {
    operationId,
    summary,
    ...(parameters ? { parameters } : {}),
    responses: { 200: { description: 'OK', content, ...(headers ? { headers } : {}) }, ...problems },
  },
});

const exportHeaders: Headers = {
  'X-Total-Count': { description: 'Matching paragraphs', schema: { type: 'integer' } },
  'X-Result-Cap': { description: 'Hits beyond this many are left out', schema: { type: 'integer' } },
};

const idParameter: Parameter = {
  name: 'id',
  in: 'path',
  required: true,
  schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,128}$' },
};

export function openApiDocument(version: string): OpenApi {
  const whole = searchParameters('page', 'size');
  const searchProblems = problems(400, 429, 503);
  return {
    openapi: '3.1.0',
    info: {
      title: '寻报 Xunbao',
      version,
      summary: 'Full-text search for Chinese newspapers',
      description: 'Everything is read with GET. Offsets are `[start, end)` in UTF-16 units of the string beside them.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths: {
      '/api/search': get('search', {
        summary: 'Paragraphs that match, with facets',
        parameters: searchParameters(),
        content: json(schemaRef('SearchResponse')),
        problems: problems(400, 422, 429, 503),
      }),
      '/api/search.csv': get('searchCsv', {
        summary: 'The same query as a table',
        parameters: whole,
        content: text('text/csv'),
        headers: exportHeaders,
        problems: searchProblems,
      }),
      '/api/search.ndjson': get('searchNdjson', {
        summary: 'The same query as a stream, one hit a line',
        parameters: whole,
        content: { 'application/x-ndjson': { schema: schemaRef('Hit') } },
        headers: exportHeaders,
        problems: searchProblems,
      }),
      '/feed.atom': get('feed', {
        summary: 'The same query as a feed of articles, newest first',
        parameters: whole,
        content: text('application/atom+xml'),
        problems: searchProblems,
      }),
      '/api/articles/{id}': get('article', {
        summary: 'An article, whole and in order',
        parameters: [idParameter],
        content: json(schemaRef('Article')),
        problems: problems(404, 503),
      }),
      '/api/articles/{id}/citation': get('citation', {
        summary: 'A reference to the article, or to one of its paragraphs',
        parameters: [idParameter, ...parametersOf(citationParamsSchema)],
        content: { ...text('text/plain'), ...text('application/x-bibtex'), ...text('application/x-research-info-systems') },
        problems: problems(400, 404, 503),
      }),
      '/api/suggest': get('suggest', {
        summary: 'What the word being typed may become',
        parameters: parametersOf(suggestParamsSchema),
        content: json(schemaRef('Suggestions')),
        problems: searchProblems,
      }),
      '/api/suggest.opensearch': get('suggestOpenSearch', {
        summary: 'The same for the box of a browser: `[typed, [queries], [counts], [addresses]]`',
        parameters: parametersOf(suggestParamsSchema),
        content: { 'application/x-suggestions+json': { schema: { type: 'array' } } },
        problems: searchProblems,
      }),
      '/api/trends': get('trends', {
        summary: 'Matches over time, beside all paragraphs of that time',
        parameters: parametersOf(trendsParamsSchema),
        content: json(schemaRef('Trends')),
        problems: problems(400, 404, 429, 503),
      }),
      '/api/coverage': get('coverage', {
        summary: 'What is held of each year, or of each day of a year, paper by paper',
        parameters: parametersOf(coverageParamsSchema),
        content: json(schemaRef('Coverage')),
        problems: problems(400, 404, 503),
      }),
      '/api/stats': get('stats', { summary: 'What is in the index', content: json(schemaRef('Stats')), problems: problems(503) }),
      '/opensearch.xml': get('openSearch', {
        summary: 'OpenSearch description for browsers',
        content: text('application/opensearchdescription+xml'),
        problems: {},
      }),
      '/sitemap.xml': get('sitemap', {
        summary: 'The articles of the archive for crawlers, at most 50,000 in a list',
        parameters: [{ name: 'after', in: 'query', required: false, description: 'Id behind which a list begins, as the list of lists gives it.', schema: { type: 'string' } }],
        content: text('application/xml'),
        problems: problems(400, 429, 503),
      }),
      '/healthz': get('alive', { summary: 'The process is alive', content: json({ type: 'object' }), problems: {} }),
      '/readyz': get('ready', { summary: 'A search can be answered now', content: json({ type: 'object' }), problems: problems(503) }),
      '/metrics': get('metrics', { summary: 'Prometheus text format', content: text('text/plain'), problems: {} }),
    },
    components: { schemas: components(), responses: problemResponses() },
  };
}
