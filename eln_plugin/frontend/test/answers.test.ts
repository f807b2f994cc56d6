import assert from 'node:assert/strict';
import { mock, test } from 'node:test';

import { follow } from '../src/analysis.ts';
import type { Finding, Job } from '../src/api.ts';
import { byPlace, byWeight, LatestAnswer } from '../src/findings.ts';
import { Refused } from '../src/refused.ts';

function finding(severity: Finding['severity'], path: string, line: number): Finding {
  const rest = { rule: 'r', message: '', hint: '', formula: '', source: '', fix: null, blocking: false };
  return { severity, path, line, ...rest };
}

test('findings are listed worst first, then in the order of the text', () => {
  const found = [finding('info', 'a', 1), finding('error', 'c', 9), finding('gap', 'b', 2), finding('error', 'a', 3)];
  assert.deepEqual(
    byWeight(found).map(({ severity, line }) => [severity, line]),
    [
      ['error', 3],
      ['error', 9],
      ['gap', 2],
      ['info', 1]
    ]
  );
});

test('a finding without a field stands at the top', () => {
  const schema = { properties: { a: { type: 'string' } } };
  const places = byPlace([finding('error', '', 1), finding('error', 'a', 2), finding('gap', 'x.y', 3)], schema, {});
  assert.deepEqual([...places.keys()].sort(), ['', 'a']);
  assert.equal(places.get('')?.length, 2);
});

test('only the answer to the last question counts, and questions wait for a pause', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const waiting = new Map<string, (answer: string) => void>();
  const taken: string[] = [];
  const asker = new LatestAnswer<string, string>(
    question => new Promise(resolve => waiting.set(question, resolve)),
    answer => taken.push(answer),
    () => taken.push('failed'),
    250
  );
  asker.put('8');
  mock.timers.tick(100);
  asker.put('8 m');
  mock.timers.tick(250);
  assert.deepEqual([...waiting.keys()], ['8 m']);
  asker.put('8 mm');
  mock.timers.tick(250);
  waiting.get('8 mm')?.('read 8 mm');
  waiting.get('8 m')?.('read 8 m');
  await new Promise(setImmediate);
  assert.deepEqual(taken, ['read 8 mm']);
  asker.put('gone');
  mock.timers.tick(250);
  asker.dispose();
  waiting.get('gone')?.('read gone');
  await new Promise(setImmediate);
  assert.deepEqual(taken, ['read 8 mm']);
  mock.timers.reset();
});

function job(state: Job['state'], done: number): Job {
  const error = state === 'failed' ? { message: 'no spectra', hint: 'add one' } : null;
  return { id: 'j', state, progress: { done, total: 3, message: 'fit' }, error };
}

test('a job is asked for less and less often until it is done', async () => {
  const answers = [job('running', 1), job('running', 2), job('done', 3)];
  const pauses: number[] = [];
  const seen: number[] = [];
  await follow(
    job('queued', 0),
    () => Promise.resolve(answers.shift() ?? job('failed', 0)),
    ({ progress }) => seen.push(progress.done),
    ms => Promise.resolve(void pauses.push(ms))
  );
  assert.deepEqual(pauses, [200, 250, 312.5]);
  assert.deepEqual(seen, [0, 1, 2]);
});

test('a job that failed gives the words of the server', async () => {
  const wait = (): Promise<void> => Promise.resolve();
  const failing = follow(job('queued', 0), () => Promise.resolve(job('failed', 0)), () => {}, wait);
  await assert.rejects(failing, (error: Refused) => error.message === 'no spectra' && error.hint === 'add one');
});
