import { isMapping } from './yaml/data.ts';
import type { Data } from './yaml/data.ts';
import type { Key, Path } from './yaml/path.ts';

/** How a field wants to be shown; the server's kinds declare it. */
export interface Hints {
  section?: string;
  rare?: boolean;
  hidden?: boolean;
  wide?: boolean;
  layout?: 'table' | 'cards';
  widget?: 'link' | 'person' | 'instrument' | 'formula' | 'markdown' | 'file' | 'date' | 'measured';
}

/** The JSON Schema of a field, as far as a form needs it. */
export interface FieldSchema {
  type?: string | string[];
  title?: string;
  description?: string;
  examples?: string[];
  enum?: string[];
  required?: string[];
  properties?: Record<string, FieldSchema>;
  items?: FieldSchema;
  'x-glovebook'?: Hints;
  'x-glovebook-quantity'?: { kind: string; units: string[] };
}

/** The JSON Schema of an entry. */
export interface FormSchema extends FieldSchema {
  'x-glovebook-kind'?: { name: string; analyses: string[] };
}

export type Shape = 'text' | 'choice' | 'long' | 'measured' | 'group' | 'texts' | 'table' | 'cards';

export interface Field {
  name: string;
  schema: FieldSchema;
  label: string;
}

export interface Section {
  title: string;
  fields: Field[];
}

export function hints(schema: FieldSchema): Hints {
  return schema['x-glovebook'] ?? {};
}

/** Which of the form's pieces shows a field. */
export function shapeOf(schema: FieldSchema): Shape {
  const { widget, layout } = hints(schema);
  if (widget === 'measured') {
    return 'measured';
  }
  if (schema.type === 'array') {
    return schema.items?.properties ? (layout ?? 'table') : 'texts';
  }
  if (schema.properties) {
    return 'group';
  }
  return schema.enum ? 'choice' : widget === 'markdown' ? 'long' : 'text';
}

/** `vessel_volume` as people read it: the title that the kind gives it, or `Vessel volume`. */
export function labelOf(name: string, schema: FieldSchema): string {
  // titles of objects are the names of Python classes
  const own = schema.properties || schema.items ? undefined : schema.title;
  const words = name.replaceAll('_', ' ');
  return own ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** One item of a list as a button names it, from the name of its part: `Add log line`. */
export function itemName(schema: FieldSchema): string {
  const name = schema.items?.properties ? (schema.items.title ?? '') : '';
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

/** The fields of an object that a person fills, in the order in which they are declared. */
export function fieldsOf(schema: FieldSchema | undefined): Field[] {
  return Object.entries(schema?.properties ?? {})
    .filter(([, field]) => !hints(field).hidden)
    .map(([name, field]) => ({ name, schema: field, label: labelOf(name, field) }));
}

/** The fields of an entry under the headings that its kind gives them. */
export function sectionsOf(schema: FormSchema): Section[] {
  const sections = new Map<string, Field[]>();
  for (const field of fieldsOf(schema)) {
    const title = hints(field.schema).section ?? '';
    sections.set(title, [...(sections.get(title) ?? []), field]);
  }
  return Array.from(sections, ([title, fields]) => ({ title, fields }));
}

// A number as quantities begin, and what is typed behind it so far.
const NUMBER = /^([<>~]?\s*[-+−]?\d+(?:\.\d+)?(?:\(\d+\))?(?:e[-+−]?\d+)?)\s*(?:[\p{L}%°].*)?$/iu;

/** What a field may hold, from what is typed: the number with each unit that the field takes; the present minute. */
export function offers(schema: FieldSchema, text: string, now: string): string[] {
  if (hints(schema).widget === 'date') {
    return now === '' ? [] : [now];
  }
  const units = schema['x-glovebook-quantity']?.units ?? [];
  const number = NUMBER.exec(text)?.[1];
  const all = number === undefined ? [] : units.filter(unit => unit !== '').map(unit => `${number} ${unit}`);
  return all.includes(text) ? [] : all;
}

/** This minute in the time zone of a date: `2018-01-15T14:30+08:00`. */
export function thisMinute(like: string, milliseconds: number): string {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(like) ?? [];
  const offset = (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
  const zone = sign === undefined ? 'Z' : `${sign}${hours}:${minutes}`;
  return new Date(milliseconds + offset * 60_000).toISOString().slice(0, 16) + zone;
}

/** The names of the keys that a mapping may have, in the order in which they are written. */
export function orderAt(schema: FieldSchema | undefined, path: Path): string[] {
  const there = path.reduce<FieldSchema | undefined>(step, schema);
  return Object.keys(there?.properties ?? {});
}

/** The part of a path that leads to something the form shows; the rest is said there. */
export function shownPath(schema: FieldSchema | undefined, data: Data | undefined, path: Path): Path {
  let here = schema;
  let value: Data | undefined = data;
  for (const [index, key] of path.entries()) {
    here = step(here, key);
    const there = Array.isArray(value) && typeof key === 'number' ? value[key] : undefined;
    value = isMapping(value) ? value[key] : there;
    const isMissingItem = typeof key === 'number' && value === undefined;
    if (!here || hints(here).hidden || isMissingItem) {
      return path.slice(0, index);
    }
    if (typeof value === 'string' && value !== '') {
      return path.slice(0, index + 1); // `thickness: 1 mm` has no `thickness.value` to point at
    }
  }
  return path;
}

/** What a path names, as people read it: `Steps 2 · Temperature`. */
export function pathLabel(schema: FieldSchema | undefined, path: Path): string {
  const words: string[] = [];
  let here = schema;
  for (const key of path) {
    here = step(here, key);
    if (typeof key === 'number') {
      words.push(`${words.pop() ?? ''} ${key + 1}`.trim());
    } else {
      words.push(here ? labelOf(key, here) : key);
    }
  }
  return words.join(' · ');
}

function step(schema: FieldSchema | undefined, key: Key): FieldSchema | undefined {
  return typeof key === 'number' ? schema?.items : schema?.properties?.[key];
}
