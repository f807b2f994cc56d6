import * as React from 'react';

import { fieldsOf, hints, shapeOf } from '../schema';
import type { Field } from '../schema';
import { isMapping, valueAt } from '../yaml/data';
import type { Data } from '../yaml/data';
import type { Path } from '../yaml/path';
import { Cards } from './cards';
import { inputId, useForm } from './context';
import { Control, controlPath, DerivedValues, hasNoFields, isBareLink, Misshapen, Reading } from './control';
import { FieldFindings } from './findings';
import { Fold, Names, useAtFirst } from './fold';
import { Still } from './still';
import { Table } from './table';
import { Texts } from './texts';

export interface FieldProps {
  field: Field;
  path: Path;
}

/** Whether anything stands in a field. */
export function isFilled(value: Data | undefined): boolean {
  return typeof value === 'object' ? Object.values(value).some(isFilled) : value !== undefined && value !== '';
}

/** A field with its label, help, reading and findings. */
export function FieldRow({ field, path }: FieldProps): React.JSX.Element {
  const { model } = useForm();
  const { schema, label } = field;
  switch (shapeOf(schema)) {
    case 'table':
      return <Table field={field} path={path} caption={hints(schema).section !== label} />;
    case 'cards':
      return <Cards field={field} path={path} />;
    case 'texts':
      return (
        <Row field={field} path={path}>
          <Texts field={field} path={path} />
        </Row>
      );
    case 'measured':
      return <Measured field={field} path={path} />;
    case 'group':
      if (isBareLink(schema)) {
        break;
      }
      if (hasNoFields(valueAt(model.data, path), [...path, ''])) {
        return (
          <Row field={field} path={path}>
            <Misshapen path={path} />
          </Row>
        );
      }
      return (
        <div role="group" aria-label={label}>
          <Fields fields={fieldsOf(schema)} path={path} />
          <FieldFindings path={path} />
        </div>
      );
    default:
  }
  const at = controlPath(schema, path, model.data);
  return (
    <Row field={field} path={path} input={at}>
      <Control path={path} schema={schema} />
      <Reading path={path} schema={schema} />
      <DerivedValues path={path} />
    </Row>
  );
}

/** Fields in a column; rare ones that are empty wait behind “more fields”. */
export function Fields({ fields, path }: { fields: Field[]; path: Path }): React.JSX.Element {
  const { model, trans } = useForm();
  const isEmpty = ({ name }: Field): boolean => !isFilled(valueAt(model.data, [...path, name]));
  const waiting = useAtFirst(fields, field => hints(field.schema).rare === true && isEmpty(field));
  return (
    <>
      {fields
        .filter(field => !waiting.includes(field))
        .map(field => (
          <Still key={field.name} path={[...path, field.name]}>
            <FieldRow field={field} path={[...path, field.name]} />
          </Still>
        ))}
      {waiting.length > 0 && (
        <Fold summary={<Names title={trans.__('More fields')} fields={waiting} />}>
          {waiting.map(field => (
            <FieldRow key={field.name} field={field} path={[...path, field.name]} />
          ))}
        </Fold>
      )}
    </>
  );
}

type RowProps = FieldProps & { input?: Path; children: React.ReactNode };

function Row({ field, path, input, children }: RowProps): React.JSX.Element {
  const form = useForm();
  const [asked, setAsked] = React.useState(false);
  const { wide } = hints(field.schema);
  const meaning = field.schema.description;
  const also = input && input.length > path.length ? input : undefined;
  const Label = input ? 'label' : 'span';
  const bound = input ? { htmlFor: inputId(form, input) } : {};
  return (
    <div
      className={`gb-Row ${wide ? 'gb-mod-wide' : ''}`}
      onKeyDown={event => {
        if (event.key === 'F1' && meaning) {
          event.preventDefault(); // else the browser's own help
          setAsked(!asked);
        }
      }}
    >
      <Label className="gb-Label" {...bound} title={meaning}>
        {field.label}
        {meaning ? <Help onAsk={() => setAsked(!asked)} /> : null}
      </Label>
      <div className="gb-Row-input">{children}</div>
      {asked ? (
        <p className="gb-Meaning" role="status">
          {meaning}
        </p>
      ) : null}
      <FieldFindings path={path} {...(also ? { also } : {})} />
    </div>
  );
}

/** For a finger or a mouse; F1 does the same, and a screen reader has read the meaning with the label. */
function Help({ onAsk }: { onAsk: () => void }): React.JSX.Element {
  const ask = (event: React.MouseEvent): void => {
    event.preventDefault(); // the label would move the focus
    onAsk();
  };
  return (
    <span className="gb-Help" aria-hidden="true" onClick={ask}>
      ?
    </span>
  );
}

/** A value that may be written alone, or with what stands behind it: readings, method, basis. */
function Measured({ field, path }: FieldProps): React.JSX.Element {
  const { model, trans } = useForm();
  const value = valueAt(model.data, path);
  const details = fieldsOf(field.schema).filter(inner => inner.name !== 'value');
  const open = isMapping(value) && details.some(inner => isFilled(value[inner.name]));
  const names = details.map(inner => inner.label.toLowerCase()).join(', ');
  return (
    <>
      <Row field={field} path={path} input={controlPath(field.schema, path, model.data)}>
        <Control path={path} schema={field.schema} />
        <Reading path={path} schema={field.schema} />
        <DerivedValues path={path} />
      </Row>
      <Fold className="gb-More gb-Behind" open={open} summary={<Names title="" fields={details} />}>
        {isMapping(value) ? (
          details.map(inner => <FieldRow key={inner.name} field={inner} path={[...path, inner.name]} />)
        ) : (
          <button
            type="button"
            className="gb-Button"
            disabled={model.readOnly || !isFilled(value)}
            onClick={() => model.edit({ op: 'set', path, value: { value: value ?? '' } })}
          >
            {trans.__('Add %1', names)}
          </button>
        )}
      </Fold>
    </>
  );
}
