import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FACETS as DOMAIN_FACETS } from '../src/domain.ts';
import {
  activeFilters, change, FACETS, formatParams, isFirstVisit, NO_PARAMS, pageUrl, parseParams, SORTS, toggle, withoutFilters, type Params, type Value,
} from '../web/params.ts';

const value: fc.Arbitrary<Value> = fc.oneof(fc.constant(null), fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text !== 'none'));
const values = fc.uniqueArray(value, { maxLength: 3 });
const selection = fc.record({ district: values, year: values, section: values, author: values });
const day = fc.constantFrom(null, '2020-02-29', '2023-12-01');
const params: fc.Arbitrary<Params> = fc.record({
  q: fc.string({ unit: 'grapheme' }).map((text) => text.trim()),
  only: selection,
  not: selection,
  from: day,
  to: day,
  sort: fc.constantFrom(null, ...SORTS),
  page: fc.integer({ min: 1, max: 500 }),
  size: fc.constantFrom(null, 10, 100),
  synonyms: fc.boolean(),
  fold: fc.boolean(),
  rates: fc.boolean(),
  vs: fc.constantFrom(null, '夜经济'),
});
const reread = (p: Params): Params => parseParams(new URL(pageUrl(p), 'http://x').searchParams);

it('knows the facets of the domain', () => {
  expect(FACETS).toEqual(DOMAIN_FACETS);
});

describe('the URL is the state', () => {
  it('everything that can be set comes back out of it', () => {
    fc.assert(fc.property(params, (p) => {
        expect(reread(p)).toEqual(p);
      }));
  });

  it('anything at all can be read, and reads the same again', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), (query) => {
        const once = parseParams(new URLSearchParams(query));
        expect(reread(once)).toEqual({ ...once, q: once.q.trim() });
      }),
    );
  });

  it('defaults leave no trace, so the first visit is the bare address', () => {
    expect(pageUrl(NO_PARAMS)).toBe('/');
    expect(isFirstVisit(parseParams(new URLSearchParams('q=&from=&page=1&district=')))).toBe(true);
    expect(isFirstVisit(parseParams(new URLSearchParams('page=2')))).toBe(false);
  });
});

describe('a filter', () => {
  it('is put on and taken off by the same control, from the first page on', () => {
    fc.assert(
      fc.property(params, fc.constantFrom(...FACETS), value, fc.constantFrom('only' as const, 'not' as const), (p, facet, v, side) => {
        const clean = { ...p, page: 1, only: { ...p.only, [facet]: [] }, not: { ...p.not, [facet]: [] } };
        const on = toggle({ ...clean, page: 4 }, side, facet, v);
        expect(on).toMatchObject({ page: 1, [side]: { [facet]: [v] } });
        expect(toggle(on, side, facet, v)).toEqual(clean);
      }),
    );
  });

  it('never demands and excludes the same value', () => {
    const p = toggle(toggle(NO_PARAMS, 'only', 'district', '青岚区'), 'not', 'district', '青岚区');
    expect(p.only.district).toEqual([]);
    expect(p.not.district).toEqual(['青岚区']);
  });

  it('is among the active ones, each with the search that lacks just it', () => {
    fc.assert(
      fc.property(params, (p) => {
        const active = activeFilters(p);
        for (const filter of active) expect(activeFilters(filter.without).length).toBeLessThan(active.length);
        expect(activeFilters(withoutFilters(p))).toEqual([]);
      }),
    );
  });

  it('keeps words, order and size', () => {
    const p = change({ ...NO_PARAMS, q: '河', sort: 'oldest', size: 50, page: 9 }, { from: '2020-01-01' });
    expect(formatParams(p)).toBe(new URLSearchParams({ q: '河', from: '2020-01-01', sort: 'oldest', size: '50' }).toString());
  });
});
