import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  fieldsOf,
  itemName,
  labelOf,
  offers,
  orderAt,
  pathLabel,
  sectionsOf,
  shapeOf,
  shownPath,
  thisMinute
} from '../src/schema.ts';
import type { FormSchema } from '../src/schema.ts';
import { parsePath, pathText } from '../src/yaml/path.ts';

const SCHEMA: FormSchema = {
  title: 'Pellet',
  properties: {
    kind: { type: 'string', 'x-glovebook': { hidden: true } },
    diameter: { type: 'string', 'x-glovebook': { section: 'Geometry' } },
    thickness: {
      title: 'MeasuredLength',
      type: ['string', 'object'],
      properties: { value: { type: 'string' }, method: { type: 'string' } },
      'x-glovebook': { section: 'Geometry', widget: 'measured' }
    },
    status: { type: 'string', enum: ['done'], 'x-glovebook': { section: 'Record' } },
    made_from: {
      type: 'array',
      items: { title: 'RawFile', type: 'object', properties: { entry: { type: 'string', title: 'From entry' } } }
    },
    tags: { type: 'array', items: { type: 'string' } },
    notes: { type: 'string', 'x-glovebook': { widget: 'markdown' } }
  }
};

test('hidden fields are not shown, the others stand under their sections in order', () => {
  const sections = sectionsOf(SCHEMA).map(({ title, fields }) => [title, fields.map(field => field.name)]);
  assert.deepEqual(sections, [
    ['Geometry', ['diameter', 'thickness']],
    ['Record', ['status']],
    ['', ['made_from', 'tags', 'notes']]
  ]);
});

test('each schema has one piece of the form', () => {
  const shapes = fieldsOf(SCHEMA).map(({ name, schema }) => [name, shapeOf(schema)]);
  assert.deepEqual(Object.fromEntries(shapes), {
    diameter: 'text',
    thickness: 'measured',
    status: 'choice',
    made_from: 'table',
    tags: 'texts',
    notes: 'long'
  });
});

test('labels are words; the name of a class is none', () => {
  assert.equal(labelOf('thickness', SCHEMA.properties?.['thickness'] ?? {}), 'Thickness');
  assert.equal(labelOf('entry', { title: 'From entry' }), 'From entry');
  assert.equal(pathLabel(SCHEMA, parsePath('made_from[1].entry')), 'Made from 2 · From entry');
  assert.equal(itemName(SCHEMA.properties?.['made_from'] ?? {}), 'raw file');
});

test('a finding is shown at the nearest thing that the form shows', () => {
  const data = { made_from: [{ entry: 's1' }] };
  assert.equal(pathText(shownPath(SCHEMA, { thickness: '1 mm' }, ['thickness', 'value'])), 'thickness');
  const cases: Record<string, string> = {
    diameter: 'diameter',
    'thickness.value': 'thickness.value',
    'made_from[0].entry': 'made_from[0].entry',
    'made_from[3].entry': 'made_from',
    'made_from[0].colour': 'made_from[0]',
    diametre: '',
    kind: ''
  };
  for (const [path, place] of Object.entries(cases)) {
    assert.equal(pathText(shownPath(SCHEMA, data, parsePath(path))), place, path);
  }
});

test('keys are written in the order in which the kind declares them', () => {
  assert.deepEqual(orderAt(SCHEMA, ['thickness']), ['value', 'method']);
  assert.deepEqual(orderAt(SCHEMA, ['made_from', 0]), ['entry']);
  assert.deepEqual(orderAt(SCHEMA, ['unknown', 'deep']), []);
});

test('a number is offered with the units of its field, until it is more than a number', () => {
  const mass = { 'x-glovebook-quantity': { kind: 'mass', units: ['mg', 'µg', ''] } };
  for (const [text, number] of [
    ['10', '10'],
    ['< 0.1', '< 0.1'],
    ['1.00(5)e-4 m', '1.00(5)e-4'],
    ['~1 ', '~1']
  ] as const) {
    assert.deepEqual(offers(mass, text, ''), [`${number} mg`, `${number} µg`]);
  }
  for (const text of ['', 'about', '1 2', '1,5', '1..2 mg', '1:1', '10 mg']) {
    assert.deepEqual(offers(mass, text, ''), [], text);
  }
  assert.deepEqual(offers({}, '10', ''), []);
});

test('a date is offered as this minute in the time zone of the notebook', () => {
  const date = { 'x-glovebook': { widget: 'date' as const } };
  assert.deepEqual(offers(date, '', '2026-01-15T14:30+08:00'), ['2026-01-15T14:30+08:00']);
  assert.deepEqual(offers(date, '', ''), []);
  const moment = Date.UTC(2026, 0, 31, 20, 5);
  assert.equal(thisMinute('2018-01-15T14:30+08:00', moment), '2026-02-01T04:05+08:00');
  assert.equal(thisMinute('2018-01-15T14:30-03:30', moment), '2026-01-31T16:35-03:30');
  assert.equal(thisMinute('2018-01-15T14:30Z', moment), '2026-01-31T20:05Z');
});
