import assert from 'node:assert/strict';
import { mock, test } from 'node:test';

import type { Result } from '../src/api.ts';
import { Followed } from '../src/followed.ts';
import { allColumns, cellText, headline } from '../src/headline.ts';
import { Refused } from '../src/refused.ts';
import { dataOf } from '../src/reply.ts';

/** A server whose answers are given by hand, and what was taken from them. */
function followed(): {
  schemas: Followed<string>;
  asked: string[];
  taken: (string | null)[];
  answer: (kind: string) => void;
  refuse: (kind: string, error: unknown) => void;
} {
  const waiting = new Map<string, { resolve: (schema: string) => void; reject: (error: unknown) => void }>();
  const asked: string[] = [];
  const taken: (string | null)[] = [];
  const schemas = new Followed<string>(
    kind => {
      asked.push(kind);
      return new Promise((resolve, reject) => waiting.set(kind, { resolve, reject }));
    },
    schema => taken.push(schema),
    () => taken.push('failed')
  );
  return {
    schemas,
    asked,
    taken,
    answer: kind => waiting.get(kind)?.resolve(`schema of ${kind}`),
    refuse: (kind, error) => waiting.get(kind)?.reject(error)
  };
}

const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));
const unknown = new Refused('there is no kind', '', 'not_found');

test('a late refusal of the kind before does not take the schema away', async () => {
  const { schemas, taken, answer, refuse } = followed();
  schemas.follow('pelle');
  schemas.follow('pellet');
  answer('pellet');
  await settled();
  refuse('pelle', unknown);
  await settled();
  assert.deepEqual(taken, ['schema of pellet']);
});

test('a kind that the server does not know has no schema, and is asked for once', async () => {
  const { schemas, asked, taken, refuse } = followed();
  schemas.follow('pallet');
  refuse('pallet', unknown);
  await settled();
  schemas.follow('pallet');
  assert.deepEqual([asked, taken], [['pallet'], [null]]);
});

test('where the network fails the schema is asked for again until it comes', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const { schemas, asked, taken, answer, refuse } = followed();
  schemas.follow('eis');
  refuse('eis', new TypeError('NetworkError'));
  await settled();
  mock.timers.tick(999);
  assert.equal(asked.length, 1);
  mock.timers.tick(1);
  refuse('eis', new TypeError('NetworkError'));
  await settled();
  mock.timers.tick(2000);
  answer('eis');
  await settled();
  assert.deepEqual([asked.length, taken], [3, ['failed', 'failed', 'schema of eis']]);
  mock.timers.reset();
});

test('a form that is closed asks no more and takes nothing', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const { schemas, asked, taken, refuse } = followed();
  schemas.follow('eis');
  refuse('eis', new TypeError('NetworkError'));
  await settled();
  schemas.dispose();
  mock.timers.tick(60_000);
  assert.deepEqual([asked, taken], [['eis'], ['failed']]);
  mock.timers.reset();
});

test('a reply is data, the server’s words, or a sentence about what is no JSON', () => {
  const ok = { ok: true, status: 200, statusText: 'OK' };
  assert.deepEqual(dataOf(ok, '{"a": 1}'), { a: 1 });
  assert.deepEqual(dataOf(ok, ''), {});
  const conflict = { ok: false, status: 409, statusText: 'Conflict' };
  const said = '{"message": "taken", "hint": "choose another", "reason": "conflict"}';
  assert.throws(() => dataOf(conflict, said), new Refused('taken', 'choose another', 'conflict'));
  assert.throws(() => dataOf(conflict, 'null'), new Refused('Conflict', '', ''));
  for (const [status, reason] of [[403, 'logged_out'], [424, 'no_server'], [503, 'no_server'], [500, '']] as const) {
    const hub = { ok: false, status, statusText: '' };
    assert.throws(() => dataOf(hub, '{"message": "a", "reason": null}'), new Refused('a', '', reason));
  }
  for (const reply of [ok, { ok: false, status: 502, statusText: 'Bad Gateway' }]) {
    assert.throws(
      () => dataOf(reply, '<html>'),
      (error: Refused) =>
        error.reason === 'no_json' &&
        error.sentence.startsWith(`the server’s reply cannot be read (${reply.status} ${reply.statusText}); reload`)
    );
  }
});

test('a row is told by its headline columns, in their order', () => {
  const value = { value: 1, unit: 'K', uncertainty: null, text: '1 K' };
  const rows: Result['series'] = [
    { aicc: 1, circuit: 'R', sigma_total: value, temperature: value },
    { kramers_kronig: 'pass', kk_mu: 0.5 }
  ];
  const impedance = { method: 'impedance', series: rows };
  assert.deepEqual(headline(impedance), ['temperature', 'sigma_total', 'circuit', 'kramers_kronig']);
  assert.deepEqual(headline({ ...impedance, method: 'of another package' }), allColumns(impedance));
  assert.equal(allColumns(impedance).length, 6);
  const legs = (...names: string[]): string[] =>
    headline({ method: 'impedance', series: names.map(leg => ({ temperature: value, leg })) });
  assert.deepEqual(legs('heating', 'cooling'), ['temperature', 'leg']);
  assert.deepEqual(legs('heating', 'heating'), ['temperature']);
});

test('numbers in cells have four digits', () => {
  const value = { value: 1.936e-7, unit: 'S/cm', uncertainty: 1e-9, text: '(1.936 ± 0.010)×10⁻⁷ S/cm' };
  const cells = [0.98765432, 0.99998, 1.23456e-7, 12, -110.04999, 1234567, 'pass', null, undefined, value];
  assert.deepEqual(cells.map(cellText), ['0.9877', '1.000', '1.235e-7', '12', '-110.0', '1234567', 'pass', '', '', value.text]);
});
