import { addIcon, closeIcon } from '@jupyterlab/ui-components';
import * as React from 'react';

import { itemName } from '../schema';
import type { Field } from '../schema';
import { valueAt } from '../yaml/data';
import type { Data, Style } from '../yaml/data';
import { pathText } from '../yaml/path';
import type { Path } from '../yaml/path';
import { focusPath, useForm } from './context';

/** The items of a list in the text; `null` where something else stands there. */
export function useItems(path: Path): Data[] | null {
  const { model } = useForm();
  const value = valueAt(model.data, path);
  return value === undefined || value === '' ? [] : Array.isArray(value) ? value : null;
}

type AddProps = { field: Field; path: Path; count: number; item: Data; style?: Style };

export function AddButton({ field, path, count, item, style = 'row' }: AddProps): React.JSX.Element {
  const { model, trans } = useForm();
  const button = React.useRef<HTMLButtonElement>(null);
  const add = (): void => {
    model.edit({ op: 'insert', path: [...path, count], value: item, style });
    const root = button.current?.closest<HTMLElement>('.gb-Entry');
    setTimeout(() => root && focusPath(root, pathText([...path, count])));
  };
  return (
    <button
      ref={button}
      type="button"
      className="gb-Button gb-Add"
      data-path={pathText(path)}
      disabled={model.readOnly}
      onClick={add}
    >
      <addIcon.react tag="span" />
      {itemName(field.schema) ? trans.__('Add %1', itemName(field.schema)) : trans.__('Add')}
    </button>
  );
}

export function RemoveButton({ path, name }: { path: Path; name: string }): React.JSX.Element {
  const { model, trans } = useForm();
  const label = trans.__('Remove %1', name);
  return (
    <button
      type="button"
      className="gb-IconButton"
      title={label}
      aria-label={label}
      disabled={model.readOnly}
      onClick={() => model.edit({ op: 'remove', path })}
    >
      <closeIcon.react tag="span" />
    </button>
  );
}
