import * as React from 'react';

import { fieldsOf, hints, shapeOf } from '../schema';
import type { Field } from '../schema';
import { isMapping, textAt, valueAt } from '../yaml/data';
import { pathText } from '../yaml/path';
import type { Path } from '../yaml/path';
import { inputId, useForm } from './context';
import { Control, controlPath, DerivedValues, Misshapen, Reading } from './control';
import { isFilled } from './field';
import type { FieldProps } from './field';
import { FieldFindings } from './findings';
import { Fold, Names, useAtFirst } from './fold';
import { AddButton, ItemTools, useItemActions, useItems } from './rows';
import { Still } from './still';

/** Things done one after another: a card each, in order. */
export function Cards({ field, path }: FieldProps): React.JSX.Element {
  const items = useItems(path);
  const fields = fieldsOf(field.schema.items);
  const blank = Object.fromEntries(fields.slice(0, 1).map(({ name }) => [name, '']));
  if (!items) {
    return <Misshapen path={path} />;
  }
  return (
    <div className="gb-Cards" role="group" aria-label={field.label}>
      {items.map((item, index) =>
        isMapping(item) || item === '' ? (
          <Still key={`${index} of ${items.length}`} path={[...path, index]} also={String(items.length)}>
            <Card path={[...path, index]} fields={fields} />
          </Still>
        ) : (
          <Misshapen key={index} path={[...path, index]} />
        )
      )}
      <FieldFindings path={path} />
      <AddButton field={field} path={path} count={items.length} item={blank} style="card" />
    </div>
  );
}

function Card({ path, fields }: { path: Path; fields: Field[] }): React.JSX.Element {
  const { model, trans } = useForm();
  const actions = useItemActions(path, 'card');
  const number = Number(path.at(-1)) + 1;
  const heading = fields.find(field => shapeOf(field.schema) === 'choice');
  const word = heading ? textAt(model.data, [...path, heading.name]) : '';
  const others = fields.filter(field => field !== heading);
  const isEmpty = ({ name }: Field): boolean => !isFilled(valueAt(model.data, [...path, name]));
  const rare = useAtFirst(others, field => hints(field.schema).rare === true && isEmpty(field));
  return (
    <section className="gb-Step" aria-label={`${number} ${word}`} onKeyDown={actions.onKeyDown}>
      <header className="gb-Step-head">
        <span className="gb-Step-number">{number}</span>
        {heading && <Control path={[...path, heading.name]} schema={heading.schema} name={heading.label} />}
        <ItemTools path={path} name={`${number} ${word}`.trim()} actions={actions} />
      </header>
      {heading && <FieldFindings path={[...path, heading.name]} />}
      <FieldFindings path={path} />
      <div className="gb-Step-grid">
        {others
          .filter(field => !rare.includes(field))
          .map(field => (
            <Cell key={field.name} field={field} path={[...path, field.name]} />
          ))}
      </div>
      {rare.length > 0 && (
        <Fold summary={<Names title={trans.__('More fields')} fields={rare} />}>
          <div className="gb-Step-grid">
            {rare.map(field => (
              <Cell key={field.name} field={field} path={[...path, field.name]} />
            ))}
          </div>
        </Fold>
      )}
    </section>
  );
}

/** A field of a card: the label above its input, so that three stand side by side. */
function Cell({ field, path }: FieldProps): React.JSX.Element {
  const form = useForm();
  const at = controlPath(field.schema, path, form.model.data);
  return (
    <div className={`gb-Cell ${hints(field.schema).wide ? 'gb-mod-wide' : ''}`} data-cell={pathText(path)}>
      <label className="gb-Label" htmlFor={inputId(form, at)} title={field.schema.description}>
        {field.label}
      </label>
      <Control path={path} schema={field.schema} />
      <Reading path={path} schema={field.schema} />
      <DerivedValues path={path} />
      <FieldFindings path={path} {...(at.length > path.length ? { also: at } : {})} />
    </div>
  );
}
