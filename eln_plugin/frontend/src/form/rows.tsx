import { addIcon, caretDownEmptyThinIcon, caretUpEmptyThinIcon, closeIcon, copyIcon } from '@jupyterlab/ui-components';
import type { LabIcon } from '@jupyterlab/ui-components';
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
  const remove = ({ currentTarget }: React.MouseEvent): void => {
    const items = valueAt(model.data, path.slice(0, -1));
    const left = Array.isArray(items) ? items.length - 1 : 0;
    const next = left > 0 ? [Math.min(Number(path.at(-1)), left - 1)] : []; // of none left, the button that adds one
    const root = currentTarget.closest<HTMLElement>('.gb-Entry');
    model.edit({ op: 'remove', path });
    setTimeout(() => root && focusPath(root, pathText([...path.slice(0, -1), ...next])));
  };
  return <Tool icon={closeIcon} label={trans.__('Remove %1', name)} onClick={remove} />;
}

interface ItemActions {
  /** Exchange with the item before or after it; the cursor stays in its field. */
  move(by: 1 | -1): void;
  /** A copy of it, right after it. */
  duplicate(): void;
  /** Alt with an arrow moves the item, Alt+D copies it. */
  onKeyDown(event: React.KeyboardEvent<HTMLElement>): void;
  isFirst: boolean;
  isLast: boolean;
}

/** What can be done with an item of a list, by buttons and by keys. */
export function useItemActions(path: Path, style: Style): ItemActions {
  const { model } = useForm();
  const index = Number(path.at(-1));
  const list = path.slice(0, -1);
  const items = valueAt(model.data, list);
  const count = Array.isArray(items) ? items.length : 0;
  const goTo = (from: Element | null, target: number): void => {
    const root = from?.closest<HTMLElement>('.gb-Entry');
    const there = (from as HTMLElement | null)?.dataset['path']?.slice(pathText(path).length) ?? '';
    setTimeout(() => root && focusPath(root, pathText([...list, target]) + there));
  };
  const move = (by: 1 | -1): void => {
    const target = index + by;
    if (target >= 0 && target < count && !model.readOnly) {
      model.edit({ op: 'swap', path: [...list, Math.min(index, target)] });
      goTo(document.activeElement, target);
    }
  };
  const duplicate = (): void => {
    const value = valueAt(model.data, path);
    if (value !== undefined && !model.readOnly) {
      model.edit({ op: 'insert', path: [...list, index + 1], value, style });
      goTo(document.activeElement, index + 1);
    }
  };
  const actions: Record<string, () => void> = {
    ArrowUp: () => move(-1),
    ArrowDown: () => move(1),
    KeyD: duplicate
  };
  const onKeyDown = (event: React.KeyboardEvent<HTMLElement>): void => {
    const action = actions[event.code];
    if (event.altKey && !event.ctrlKey && !event.metaKey && action) {
      event.preventDefault();
      event.stopPropagation(); // of an item within an item only the inner one moves
      action();
    }
  };
  return { move, duplicate, onKeyDown, isFirst: index === 0, isLast: index === count - 1 };
}

/** The buttons at the end of an item: up, down, copy, remove. */
export function ItemTools({ path, name, actions }: { path: Path; name: string; actions: ItemActions }): React.JSX.Element {
  const { trans } = useForm();
  const up = trans.__('Move %1 up (Alt+↑)', name);
  const down = trans.__('Move %1 down (Alt+↓)', name);
  return (
    <span className="gb-Tools">
      <Tool keyed icon={caretUpEmptyThinIcon} label={up} disabled={actions.isFirst} onClick={() => actions.move(-1)} />
      <Tool keyed icon={caretDownEmptyThinIcon} label={down} disabled={actions.isLast} onClick={() => actions.move(1)} />
      <Tool keyed icon={copyIcon} label={trans.__('Duplicate %1 (Alt+D)', name)} onClick={actions.duplicate} />
      <RemoveButton path={path} name={name} />
    </span>
  );
}

/** `keyed`: a key does the same, so Tab passes it by on its way to the next field. */
type ToolProps = { icon: LabIcon; label: string; onClick: React.MouseEventHandler; disabled?: boolean; keyed?: boolean };

function Tool({ icon: Icon, label, onClick, disabled = false, keyed = false }: ToolProps): React.JSX.Element {
  const { model } = useForm();
  return (
    <button
      type="button"
      className="gb-IconButton"
      title={label}
      aria-label={label}
      tabIndex={keyed ? -1 : undefined}
      disabled={disabled || model.readOnly}
      onClick={onClick}
    >
      <Icon.react tag="span" />
    </button>
  );
}
