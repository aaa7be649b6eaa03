import { expect, it } from 'vitest';
import { NO_PARAMS } from '../web/params.ts';
import { initialState, reduce, type Action, type State } from '../web/state.ts';
import { latestOnly } from '../web/latest.ts';
import { response } from './fixtures/web/response.ts';

const start = initialState({ lang: 'zh', mark: '/m.svg', params: NO_PARAMS, response: null, problem: null, stats: null, trend: null });
const run = (...actions: Action[]): State => actions.reduce(reduce, start);
const asked = (request: number, q: string): Action => ({ kind: 'asked', request, params: { ...NO_PARAMS, q } });

it('a stale answer changes nothing, a stale fault neither', () => {
  const waiting = run(asked(1, '旧'), asked(2, '新'));
  expect(reduce(waiting, { kind: 'answered', request: 1, response: response({ total: 1 }) })).toBe(waiting);
  expect(reduce(waiting, { kind: 'failed', request: 1, problem: { code: 'offline' } })).toBe(waiting);
  expect(reduce(waiting, { kind: 'relieved', request: 1, relief: [] })).toBe(waiting);
  expect(reduce(waiting, { kind: 'answered', request: 2, response: response({ total: 2 }) })).toMatchObject({ busy: false, response: { total: 2 } });
});

it('old results stay until the new ones are there', () => {
  const state = run(asked(1, '旧'), { kind: 'answered', request: 1, response: response({ total: 7 }) }, asked(2, '新'));
  expect(state).toMatchObject({ busy: true, response: { total: 7 }, params: { q: '新' }, shown: { q: '旧' } });
});

it('the box keeps what is typed while the search for less is under way, and follows a link', () => {
  expect(run({ kind: 'typed', text: '营商 ' }, asked(1, '营商')).draft).toBe('营商 ');
  expect(run({ kind: 'typed', text: '营商' }, asked(1, '果园')).draft).toBe('果园');
});

it('an answer clears the fault before it, and a fault the advice of an earlier answer', () => {
  const failed = run(asked(1, 'a'), { kind: 'relieved', request: 1, relief: [] }, { kind: 'failed', request: 1, problem: { code: 'offline' } });
  expect(failed).toMatchObject({ problem: { code: 'offline' }, relief: null, busy: false });
  expect(reduce(reduce(failed, asked(2, 'a')), { kind: 'answered', request: 2, response: response({}) }).problem).toBeNull();
});

it('jobs run one at a time, and only the newest of those that wait', async () => {
  const log: string[] = [];
  const gates: (() => void)[] = [];
  const send = latestOnly<string>(async (job, { isWanted }) => {
    log.push(`start ${job}`);
    await new Promise<void>((resolve) => gates.push(resolve));
    log.push(`end ${job} ${isWanted() ? 'wanted' : 'stale'}`);
  });
  for (const job of ['a', 'b', 'c']) send(job);
  expect(log).toEqual(['start a']);
  gates[0]?.();
  await expect.poll(() => log).toEqual(['start a', 'end a stale', 'start c']);
  gates[1]?.();
  await expect.poll(() => log.at(-1)).toBe('end c wanted');
  send('d');
  expect(log.at(-1)).toBe('start d');
});
