import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { openApiDocument } from '../src/server/openapi.ts';
import { searchParamsSchema } from '../src/server/schema.ts';
import { appWith } from './server.double.ts';

const app = appWith();
const document = await (await app.request('/openapi.json')).json();

test('is a valid OpenAPI 3.1 document', async () => {
  expect(document).toEqual(openApiDocument('0.0.0-test'));
  const validator = new Validator();
  expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
  expect(validator.version).toBe('3.1');
  // Components by reference, all of which lead somewhere.
  expect(() => validator.resolveRefs()).not.toThrow();
});

test('a broken document would be noticed', async () => {
  const broken = { ...structuredClone(document), paths: { '/x': { get: { responses: 3 } } } };
  expect((await new Validator().validate(broken)).valid).toBe(false);
});

test('describes every route that is no page, and no route that is not there', async () => {
  const pages = new Set(['/', '/coverage', '/articles/{id}', '/articles/{id}/compare/{other}', '/assets/{file}', '/docs', '/clippings', '/clippings-worker.js', '/favicon.ico', '/robots.txt', '/openapi.json']);
  const served = app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path.replaceAll(/:(\w+)/g, '{$1}'));
  expect(Object.keys(document.paths).sort()).toEqual([...new Set(served)].filter((path) => !pages.has(path)).sort());
});

test('names every parameter of a search, with its limits', () => {
  const parameters: { name: string; schema: Record<string, unknown> }[] = document.paths['/api/search'].get.parameters;
  expect(parameters.map(({ name }) => name)).toEqual(Object.keys(searchParamsSchema.shape));
  const schemaOf = (name: string) => parameters.find((p) => p.name === name)?.schema;
  expect(schemaOf('size')).toMatchObject({ type: 'integer', minimum: 1, maximum: 100, default: 20 });
  expect(schemaOf('sort')).toMatchObject({ enum: ['relevance', 'newest', 'oldest'] });
  expect(schemaOf('district')).toMatchObject({ type: 'array', items: { type: 'string' } });
  expect(schemaOf('from')).toMatchObject({ type: 'string', format: 'date' });
});
