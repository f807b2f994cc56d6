import assert from 'node:assert/strict';
import { test } from 'node:test';

import { EditRefused, editFor } from '../src/yaml/edit.ts';
import type { Change } from '../src/yaml/data.ts';
import { applied } from '../src/yaml/span.ts';
import { parsePath } from '../src/yaml/path.ts';

const PELLET = `kind: pellet
id: p7
# pressed in the new die
date: "2018-01-15T14:30+08:00"   # local time
operator: 'lhe'
made_from: [{entry: s3, amount: 44.0 mg}]  # half of the batch
diameter: 8 mm
thickness:   # to be measured
pressure: {value: 40 MPa, basis: sample}
log:
  - at: "2018-01-15"
    text: edge chipped
  # a second look
  - at: "2018-01-16"
    text: fine
notes: |
  first line

  third line
`;

function after(text: string, change: Change, order: readonly string[] = []): string {
  return applied(text, editFor(text, change, () => order));
}

function set(path: string, value: string): Change {
  return { op: 'set', path: parsePath(path), value };
}

const CASES: [string, Change, string, string][] = [
  ['a plain scalar', set('diameter', '10 mm'), 'diameter: 8 mm', 'diameter: 10 mm'],
  ['a scalar with its comment', set('date', '2018-01-16'), '"2018-01-15T14:30+08:00"   #', '"2018-01-16"   #'],
  ['a single-quoted scalar', set('operator', "o'hara"), "'lhe'", "'o''hara'"],
  ['a text that needs quotes', set('diameter', 'about: 8'), 'diameter: 8 mm', 'diameter: "about: 8"'],
  ['an empty field', set('thickness', '~1 mm'), 'thickness:   #', 'thickness: ~1 mm   #'],
  ['a field to be emptied', set('diameter', ''), 'diameter: 8 mm', 'diameter:'],
  ['a scalar in braces', set('pressure.value', '< 40 MPa'), 'value: 40 MPa', 'value: < 40 MPa'],
  ['a comma in braces', set('pressure.basis', 'a, b'), 'basis: sample', 'basis: "a, b"'],
  ['a new key in braces', set('pressure.hold', '12 h'), 'basis: sample}', 'basis: sample, hold: 12 h}'],
  ['a field in a list', set('log[1].text', 'good'), 'text: fine', 'text: good'],
  [
    'an item moved down, the comment above its neighbour with that',
    { op: 'swap', path: ['log', 0] },
    '  - at: "2018-01-15"\n    text: edge chipped\n  # a second look\n  - at: "2018-01-16"\n    text: fine\n',
    '  # a second look\n  - at: "2018-01-16"\n    text: fine\n  - at: "2018-01-15"\n    text: edge chipped\n'
  ],
  ['a block of text', set('notes', 'one\ntwo\n'), '  first line\n\n  third line', '  one\n  two'],
  ['a measured value of its own', set('thickness.value', '1 mm'), 'thickness:   #', 'thickness: {value: 1 mm}   #']
];

for (const [name, change, before, then] of CASES) {
  test(`edit ${name}: nothing else changes`, () => {
    assert.ok(PELLET.includes(before));
    assert.equal(after(PELLET, change), PELLET.replace(before, then));
  });
}

test('quotes that only an unfinished text needed are gone when it is finished', () => {
  const typed = ['9', '98.', '98.85', '98.85 C', '98.85 °C'];
  const texts = typed.reduce((text, value) => after(text, set('at', value)), 'at:\n');
  assert.equal(after('at:\n', set('at', '98.85')), 'at: "98.85"\n');
  assert.equal(texts, 'at: 98.85 °C\n');
});

test('a new key stands where its kind declares it', () => {
  const order = ['diameter', 'mass', 'thickness'];
  assert.equal(after(PELLET, set('mass', '44 mg'), order), PELLET.replace('8 mm\n', '8 mm\nmass: 44 mg\n'));
});

test('a key that comes before all others becomes the first line', () => {
  assert.equal(after('id: p7\n', set('kind', 'pellet'), ['kind', 'id']), 'kind: pellet\nid: p7\n');
});

test('an item is added after the last one and its comment', () => {
  const change: Change = { op: 'insert', path: ['log', 2], value: { text: 'gone' } };
  assert.equal(after(PELLET, change), PELLET.replace('text: fine\n', 'text: fine\n  - {text: gone}\n'));
});

test('the first key of an empty item makes it like the other items of its list', () => {
  const text = 'log:\n  - at: now\n    text: a\n  - {}\n';
  assert.equal(after(text, set('log[1].at', 'then')), 'log:\n  - at: now\n    text: a\n  - at: then\n');
});

test('a card has a line a key, a row is one line', () => {
  const value = { action: '', duration: '3 h' };
  const insert: Change = { op: 'insert', path: ['steps', 0], value };
  assert.equal(after('steps:  # in order\n', insert), 'steps:  # in order\n  - {action: "", duration: 3 h}\n');
  const card: Change = { ...insert, style: 'card' };
  assert.equal(after('steps:  # in order\n', card), 'steps:  # in order\n  - action:\n    duration: 3 h\n');
  const next: Change = { ...card, path: ['steps', 1] };
  const one = 'steps:\n  - action: mill\n';
  assert.equal(after(one, next), `${one}  - action:\n    duration: 3 h\n`);
});

test('a list begins on a line of its own', () => {
  assert.equal(after('id: s1\n', set('tags[0]', 'milled')), 'id: s1\ntags:\n  - milled\n');
});

test('an item is removed with its lines, the comment above the next one stays', () => {
  const gone = PELLET.replace('  - at: "2018-01-15"\n    text: edge chipped\n', '');
  assert.equal(after(PELLET, { op: 'remove', path: ['log', 0] }), gone);
});

test('the only item leaves an empty list', () => {
  assert.equal(after('tags:\n  - a\nid: x\n', { op: 'remove', path: ['tags', 0] }), 'tags: []\nid: x\n');
});

test('a key is removed from braces', () => {
  const change: Change = { op: 'remove', path: ['pressure', 'value'] };
  assert.equal(after(PELLET, change), PELLET.replace('value: 40 MPa, ', ''));
});

test('line ends stay as they are', () => {
  const crlf = PELLET.replaceAll('\n', '\r\n');
  assert.equal(after(crlf, set('mass', '44 mg'), []), crlf + 'mass: 44 mg\r\n');
});

test('a text without a mapping gets one under its comments', () => {
  assert.equal(after('# to do', set('kind', 'note')), '# to do\nkind: note\n');
});

test('an alias is not written through', () => {
  const text = 'a: &x {value: 1 mm}\nb: *x\n';
  assert.throws(() => editFor(text, set('b.value', '2 mm')), EditRefused);
  assert.throws(() => editFor(text, set('a.value', '2 mm')), EditRefused);
});
