import * as React from 'react';

import { fieldsOf, hints, shapeOf } from '../schema';
import type { FieldSchema } from '../schema';
import { isMapping, textAt, valueAt } from '../yaml/data';
import type { Data } from '../yaml/data';
import { pathText } from '../yaml/path';
import type { Path } from '../yaml/path';
import { useForm } from './context';
import { WithSubscripts } from './formula';
import { ChoiceInput, FileInput, LongInput, TextInput } from './input';
import type { InputProps } from './input';

/** Whether a field is a link and nothing else: one input will do. */
export function isBareLink(schema: FieldSchema): boolean {
  const fields = fieldsOf(schema);
  return fields.length === 1 && fields[0]?.name === 'entry';
}

/** Where the text of a field stands: a measured value may be written alone or as a mapping with `value`. */
export function controlPath(schema: FieldSchema, path: Path, data: Data): Path {
  if (shapeOf(schema) === 'measured') {
    return isMapping(valueAt(data, path)) ? [...path, 'value'] : path;
  }
  return isBareLink(schema) ? [...path, 'entry'] : path;
}

/** The one input of a field that has one. */
export function Control({ path, schema, name }: InputProps): React.JSX.Element {
  const { model } = useForm();
  const at = controlPath(schema, path, model.data);
  const value = valueAt(model.data, at);
  const isOther = value !== undefined && typeof value !== 'string';
  if (isOther || hasNoFields(valueAt(model.data, at.slice(0, -1)), at)) {
    return <Misshapen path={path} />;
  }
  const own = isBareLink(schema) ? (schema.properties?.['entry'] ?? schema) : schema;
  const linked = own === schema ? own : { ...own, 'x-glovebook': schema['x-glovebook'] ?? {} };
  const props = { path: at, schema: linked, owner: path, ...(name === undefined ? {} : { name }) };
  switch (shapeOf(linked)) {
    case 'choice':
      return <ChoiceInput {...props} />;
    case 'long':
      return <LongInput {...props} />;
    default:
      return hints(linked).widget === 'file' ? <FileInput {...props} /> : <TextInput {...props} />;
  }
}

/** Whether something stands where a mapping is expected, so that its fields cannot be shown. */
export function hasNoFields(value: Data | undefined, path: Path): boolean {
  const isText = typeof value === 'string' && value !== '';
  return isText || (Array.isArray(value) && typeof path.at(-1) === 'string');
}

/** In the place of an input whose field holds something that the input cannot show. */
export function Misshapen({ path }: { path: Path }): React.JSX.Element {
  const { trans, showText } = useForm();
  return (
    <button type="button" className="gb-Button" data-path={pathText(path)} onClick={showText}>
      {trans.__('Written in another way: see the YAML')}
    </button>
  );
}

/** The units that a quantity is mostly written in. */
export function unitsOf(schema: FieldSchema): string {
  return (schema['x-glovebook-quantity']?.units ?? []).slice(0, 4).join(' · ');
}

/** What follows from a field, in the words of the server: amounts, densities, currents. */
export function DerivedValues({ path }: { path: Path }): React.JSX.Element | null {
  const { model } = useForm();
  const place = pathText(path);
  const found = model.report.derived.filter(({ path: at }) => at === place || at === `${place}.value`);
  return found.length === 0 ? null : (
    <span className="gb-Derived">
      {found.map(({ name, text, words }) => (
        <span key={name} title={words}>
          {name} {text}
        </span>
      ))}
    </span>
  );
}

/** How a quantity was read; the units that it takes where there is nothing to read yet. */
export function Reading({ path, schema }: InputProps): React.JSX.Element | null {
  const { model, places } = useForm();
  const at = isMapping(valueAt(model.data, path)) ? [...path, 'value'] : path;
  const place = pathText(at);
  const { readings } = model.report;
  const reading = readings[place] ?? readings[`${place}.value`] ?? readings[pathText(path)];
  const undecided = places.has(place) || textAt(model.data, at) === '';
  const words = reading ?? (undecided ? unitsOf(schema) : '');
  if (words === '' && hints(schema).widget === 'formula') {
    return (
      <span className="gb-Reading">
        <WithSubscripts text={textAt(model.data, at)} />
      </span>
    );
  }
  return words ? <span className="gb-Reading">{words}</span> : null;
}
