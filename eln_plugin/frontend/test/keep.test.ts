import assert from 'node:assert/strict';
import { test } from 'node:test';

import { differing } from '../src/keep/differing.ts';
import { beside, decisionOf } from '../src/resolve/decision.ts';
import type { Clash } from '../src/resolve/calls.ts';

function applied(before: string, after: string): string {
  const span = differing(before, after);
  return span ? before.slice(0, span.start) + span.insert + before.slice(span.end) : before;
}

test('one replacement makes one text of the other, and is no larger than needed', () => {
  assert.deepEqual(differing('a: 1\nb: 2\nc: 3\n', 'a: 1\nb: 4\nc: 3\n'), { start: 8, end: 9, insert: '4' });
  assert.equal(differing('same', 'same'), null);
  for (const [before, after] of [['', 'a'], ['a', ''], ['aa', 'aaa'], ['aba', 'ababa'], ['x\n', 'x\r\n']] as const) {
    assert.equal(applied(before, after), after);
    assert.equal(applied(after, before), before);
  }
});

test('a character of two units is never cut', () => {
  const pairs = [['a𝜎b', 'a𝜏b'], ['𝜎', '𝜎𝜎'], ['𝜎x', '𝜏x'], ['a\ud835\udf0e', 'a\ud834\udf0e']] as const;
  for (const [before, after] of pairs) {
    const span = differing(before, after);
    assert.ok(span);
    assert.equal(applied(before, after), after);
    assert.doesNotMatch(span.insert, /\p{Surrogate}/u);
    assert.doesNotMatch(before.slice(span.start, span.end), /\p{Surrogate}/u);
  }
});

const diameter: Clash = { path: 'diameter', base: null, theirs: '8 mm', mine: '9 mm', editable: true };
const steps: Clash = { path: 'steps', base: null, theirs: '[a]', mine: '[b]', editable: false };

test('a text is sent where there is one, so that it holds although the entry has moved on', () => {
  const chosen = new Map([['diameter', { side: 'mine' }], ['steps', { side: 'mine' }]] as const);
  const decision = { choice: '', choices: { steps: 'mine' }, values: { diameter: '9 mm' } };
  assert.deepEqual(decisionOf([diameter, steps], chosen), decision);
});

test('what stays as it is, and what nobody chose, changes nothing', () => {
  const chosen = new Map([['diameter', { side: 'theirs' }]] as const);
  assert.deepEqual(decisionOf([diameter, steps], chosen), { choice: '', choices: { diameter: 'theirs' }, values: {} });
});

test('a text of its own is sent without the spaces around it', () => {
  assert.deepEqual(decisionOf([diameter], new Map([['diameter', { text: ' 8.5 mm ' }]])).values, { diameter: '8.5 mm' });
});

test('lines of two texts stand beside each other where they are the same', () => {
  assert.deepEqual(beside('a\nb\nc', 'a\nx\nc'), [
    { theirs: 'a', mine: 'a' },
    { theirs: 'b', mine: null },
    { theirs: null, mine: 'x' },
    { theirs: 'c', mine: 'c' }
  ]);
});
