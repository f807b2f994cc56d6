import * as React from 'react';

import { fieldsOf, hints, itemName, shapeOf } from '../schema';
import type { Field } from '../schema';
import { isMapping } from '../yaml/data';
import { pathText } from '../yaml/path';
import type { Path } from '../yaml/path';
import { useForm } from './context';
import { Control, controlPath, DerivedValues, isBareLink, Misshapen, Reading, unitsOf } from './control';
import type { FieldProps } from './field';
import { FieldFindings } from './findings';
import { AddButton, ItemTools, useItemActions, useItems } from './rows';
import { Still } from './still';

interface Column {
  path: Path;
  field: Field;
}

/** Rows that are drawn at once. */
const FIRST = 25;

/** How many rows to draw: a long list shows its first ones early, and a moment later, bit by bit, all. */
function useShownRows(count: number): number {
  const [isWhole, setWhole] = React.useState(count <= FIRST);
  React.useEffect(() => React.startTransition(() => setWhole(true)), []);
  return isWhole ? count : FIRST;
}

/** A list of like things: a row each, a column a field; the rare ones are asked for. */
export function Table({ field, path, caption = false }: FieldProps & { caption?: boolean }): React.JSX.Element {
  const { model, trans, places } = useForm();
  const [all, setAll] = React.useState(false);
  const items = useItems(path);
  const rows = useShownRows(items?.length ?? 0);
  const columns = columnsOf(field.schema.items);
  const isUsed = ({ path: at, field: { schema } }: Column): boolean =>
    !hints(schema).rare || (items ?? []).some((_, i) => places.has(pathText([...path, i, ...at])));
  const shown = all ? columns : columns.filter(isUsed);
  const hidden = columns.filter(column => !shown.includes(column));
  if (!items) {
    return <Misshapen path={path} />;
  }
  return (
    <div className="gb-TableBox" role="group" aria-label={field.label}>
      {caption && <p className="gb-Label">{field.label}</p>}
      {items.length > 0 && (
        <table className="gb-Table">
          <thead>
            <tr>
              {shown.map(({ path: at, field: { label, schema } }) => (
                <th key={pathText(at)} scope="col" title={schema.description}>
                  {label} <span className="gb-Reading">{unitsOf(schema)}</span>
                </th>
              ))}
              <td className="gb-Table-end" />
            </tr>
          </thead>
          <tbody>
            {items.slice(0, rows).map((item, index) =>
              isMapping(item) || item === '' ? (
                <Still key={index} path={[...path, index]} also={`${items.length} ${all} ${shown.length}`}>
                  <TableRow path={[...path, index]} columns={shown} name={itemName(field.schema)} />
                </Still>
              ) : (
                <tr key={index}>
                  <td colSpan={shown.length + 1}>
                    <Misshapen path={[...path, index]} />
                  </td>
                </tr>
              )
            )}
          </tbody>
        </table>
      )}
      <FieldFindings path={path} />
      <div className="gb-Buttons">
        <AddButton field={field} path={path} count={items.length} item={{}} />
        {(hidden.length > 0 || all) && items.length > 0 && (
          <button type="button" className="gb-LinkButton" disabled={model.readOnly} onClick={() => setAll(!all)}>
            {all ? trans.__('Fewer columns') : trans.__('More columns')}
          </button>
        )}
      </div>
    </div>
  );
}

function TableRow({ path, columns, name }: { path: Path; columns: Column[]; name: string }): React.JSX.Element {
  const { model, places } = useForm();
  const actions = useItemActions(path, 'row');
  const number = Number(path.at(-1)) + 1;
  const cells = columns.map(column => ({ ...column, at: [...path, ...column.path] }));
  const found = cells.filter(({ at, field }) =>
    [at, controlPath(field.schema, at, model.data)].some(place => places.has(pathText(place)))
  );
  return (
    <>
      <tr onKeyDown={actions.onKeyDown}>
        {cells.map(({ at, field }) => (
          <td key={pathText(at)} data-label={field.label}>
            <div className="gb-Table-cell">
              <Control path={at} schema={field.schema} name={`${field.label} ${number}`} />
              <Reading path={at} schema={{}} />
              <DerivedValues path={at} />
            </div>
          </td>
        ))}
        <td className="gb-Table-end">
          <ItemTools path={path} name={`${name} ${number}`} actions={actions} />
        </td>
      </tr>
      {(found.length > 0 || places.has(pathText(path))) && (
        <tr className="gb-Table-findings">
          <td colSpan={columns.length + 1}>
            <FieldFindings path={path} />
            {found.map(({ at, field }) => {
              const control = controlPath(field.schema, at, model.data);
              const also = control.length > at.length ? { also: control } : {};
              return <FieldFindings key={pathText(at)} path={at} {...also} />;
            })}
          </td>
        </tr>
      )}
    </>
  );
}

/** A column for each input of an item; the fields of a part inside it stand beside the others. */
function columnsOf(item: Field['schema'] | undefined, path: Path = []): Column[] {
  return fieldsOf(item).flatMap(field => {
    const at = [...path, field.name];
    switch (shapeOf(field.schema)) {
      case 'group':
        return isBareLink(field.schema) ? [{ path: at, field }] : columnsOf(field.schema, at);
      case 'table':
      case 'cards':
      case 'texts':
        return []; // a list within a row is edited in the text
      default:
        return [{ path: at, field }];
    }
  });
}
