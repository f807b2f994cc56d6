import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { changed, isMapping, same } from '../src/yaml/data.ts';
import type { Change, Data } from '../src/yaml/data.ts';
import { EditRefused, editFor } from '../src/yaml/edit.ts';
import { read } from '../src/yaml/source.ts';
import { applied } from '../src/yaml/span.ts';
import type { Key } from '../src/yaml/path.ts';

const ROUNDS = Number(process.env['GLOVEBOOK_MUTATIONS'] ?? 1000);
const KEYS = ['kind', 'value', 'unit of x', 'a:b', '- dash', 'μ', 'x y'];
const TEXTS = [
  '8 mm', '~1 mm', '< 0.1 ppm', '-0.5..10 V', '1.00(5)e-4 S/cm', 'NaNH2:Na2B12H12 = 1:1', 'NO', 'null',
  '0123', '1:1', '2018-01-15', '', ' padded ', 'a # b', '#a', "o'hara", 'say "so"', 'a: b', 'colon:', '[x',
  '}', ', ', '{a: b}', '*a', '&a', '!t', '%', '@', '`', '|', '> 3', '? q', '- item', '-', '?', ':', '---',
  '...', 'tab\there', 'two\nlines', 'two\n\nlines\n', '\n', 'end\n\n', ' lead\nline', 'µ°Ω', '\u2028',
  '\u0007', '\\', 'C:\\data', '😀', '<<', '=', 'a,b', "'", '"', 'x\r\ny', '~'
];

/** A generator of numbers below `n`, the same ones for the same seed (mulberry32). */
function dice(seed: number): (n: number) => number {
  let state = seed;
  return n => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * n);
  };
}

function someData(roll: (n: number) => number, depth = 0): Data {
  const kind = roll(depth > 1 ? 6 : 10);
  if (kind < 6) {
    return TEXTS[roll(TEXTS.length)] ?? '';
  }
  const members = Array.from({ length: roll(3) }, () => someData(roll, depth + 1));
  const name = (i: number): string => KEYS[roll(KEYS.length - i) + i] ?? 'k';
  return kind < 8 ? members : Object.fromEntries(members.map((item, i) => [name(i), item]));
}

function someChange(roll: (n: number) => number, data: Data): Change {
  const path: Key[] = [];
  let here = data;
  for (;;) {
    const keys: Key[] = Array.isArray(here) ? [...here.keys()] : isMapping(here) ? Object.keys(here) : [];
    if (keys.length === 0 || (path.length > 0 && roll(3) === 0)) {
      break;
    }
    const key = keys[roll(keys.length)] ?? 0;
    path.push(key);
    here = (here as Record<Key, Data>)[key] ?? '';
  }
  const dice = roll(10);
  if (dice < 2 && path.length > 0) {
    return { op: 'remove', path };
  }
  if (dice < 6 && path.length > 0) {
    return { op: 'set', path, value: someData(roll) };
  }
  if (Array.isArray(here) && here.length > 1 && roll(2) === 0) {
    return { op: 'swap', path: [...path, roll(here.length - 1)] };
  }
  if (Array.isArray(here)) {
    const style = roll(2) === 0 ? 'card' : 'row';
    return { op: 'insert', path: [...path, roll(here.length + 1)], value: someData(roll), style };
  }
  if (here === '' && roll(2) === 0) {
    return { op: 'insert', path: [...path, 0], value: someData(roll), style: roll(2) === 0 ? 'card' : 'row' };
  }
  return { op: 'set', path: [...path, KEYS[roll(KEYS.length)] ?? 'k'], value: someData(roll) };
}

for (const name of ['pellet', 'eis', 'messy']) {
  for (const newline of ['\n', '\r\n']) {
    test(`random edits of ${name} with ${JSON.stringify(newline)} give the wanted data or are refused`, t => {
      const file = new URL(`fixtures/${name}.gb.yaml`, import.meta.url);
      const start = readFileSync(file, 'utf8').replace(/\r?\n/g, newline);
      const roll = dice(20180115);
      let text = start;
      let refused = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        if (round % 12 === 0) {
          text = start;
        }
        const { data } = read(text);
        const change = someChange(roll, data);
        try {
          const after = applied(text, editFor(text, change));
          assert.ok(same(read(after).data, changed(data, change)), JSON.stringify({ text, change, after }));
          text = after;
        } catch (error) {
          assert.ok(error instanceof EditRefused, String((error as Error).stack));
          refused += 1;
          if (process.env['GLOVEBOOK_SHOW']) console.log(JSON.stringify(change));
        }
      }
      t.diagnostic(`${refused} of ${ROUNDS} refused`);
      assert.ok(refused < 0.03 * ROUNDS, `${refused} of ${ROUNDS} were refused`);
    });
  }
}

test('an edit of one field of an entry changes one line', () => {
  const text = readFileSync(new URL('fixtures/messy.gb.yaml', import.meta.url), 'utf8');
  const { data } = read(text);
  for (const path of scalarPaths(data)) {
    const lines = applied(text, editFor(text, { op: 'set', path, value: '12 mm' })).split('\n');
    const before = text.split('\n');
    const differ = lines.filter((line, i) => line !== before[i]).length;
    if (lines.length === before.length) {
      assert.equal(differ, 1, path.join('.'));
    }
  }
});

function scalarPaths(data: Data, path: Key[] = []): Key[][] {
  if (typeof data === 'string') {
    return [path];
  }
  const members: [Key, Data][] = Array.isArray(data) ? [...data.entries()] : Object.entries(data);
  return members.flatMap(([key, item]) => scalarPaths(item, [...path, key]));
}
