import { folderIcon } from '@jupyterlab/ui-components';
import * as React from 'react';

import { hints, offers, thisMinute } from '../schema';
import type { FieldSchema, Hints } from '../schema';
import { textAt } from '../yaml/data';
import { pathText } from '../yaml/path';
import type { Path } from '../yaml/path';
import { inputId, useForm } from './context';
import { Preview } from './picture';

export interface InputProps {
  path: Path;
  schema: FieldSchema;
  /** Named by a label elsewhere (a table's head) where there is none beside it. */
  name?: string;
  /** The field that the input belongs to, where its text stands deeper: its findings are the input's, too. */
  owner?: Path;
}

/** The lists of what a notebook has, which all inputs of a form share. */
const LISTS: Partial<Record<NonNullable<Hints['widget']>, string>> = {
  link: 'ids',
  file: 'files',
  person: 'people',
  instrument: 'instruments'
};

/** What inputs of all kinds have: the value in the text, and how to change it. */
function useText({ path, schema, name, owner = path }: InputProps): {
  value: string;
  set: (text: string) => void;
  common: React.HTMLAttributes<HTMLElement> & { id: string; 'data-path': string; disabled: boolean };
} {
  const form = useForm();
  const place = pathText(path);
  const id = inputId(form, path);
  const worst = [place, pathText(owner)].map(at => form.places.get(at)?.[0]?.severity).find(Boolean);
  return {
    value: textAt(form.model.data, path),
    set: text => form.model.edit({ op: 'set', path, value: text }),
    common: {
      id,
      'data-path': place,
      'aria-label': name,
      'aria-description': schema.description,
      'aria-invalid': worst === 'error' || undefined,
      'aria-describedby': worst ? `${id}-findings` : undefined,
      disabled: form.model.readOnly,
      className: `jp-mod-styled gb-Input ${worst ? `gb-mod-${worst}` : ''}`
    }
  };
}

/** One line of text; a quantity is typed as on paper, with its unit. */
export function TextInput(props: InputProps): React.JSX.Element {
  const { value, set, common } = useText(props);
  const [typed, setTyped] = React.useState<string | null>(null);
  const form = useForm();
  const { schema } = props;
  const { widget, wide } = hints(schema);
  const shared = widget && LISTS[widget];
  const [isHere, setHere] = React.useState(false);
  const { now } = form.model.around;
  const own = isHere ? offers(schema, value, now && thisMinute(now, Date.now())) : [];
  const list = shared ? `${form.prefix}-${shared}` : own.length > 0 ? `${common.id}-offers` : undefined;
  const sort = widget ?? (schema['x-glovebook-quantity'] ? 'quantity' : undefined);
  const marks = [common.className, wide ? 'gb-mod-wide' : '', sort ? `gb-mod-exact gb-is-${sort}` : ''];
  return (
    <>
      <input
        {...common}
        className={marks.join(' ')}
        type="text"
        spellCheck={false}
        autoComplete="off"
        list={list}
        placeholder={schema.examples?.[0]}
        // spaces at the ends are kept while typing, and never written
        value={typed?.trim() === value ? (typed ?? value) : value}
        onChange={event => {
          setTyped(event.target.value);
          set(event.target.value.trim());
        }}
        onFocus={() => setHere(true)}
        onBlur={() => {
          setTyped(null);
          setHere(false);
        }}
      />
      {own.length > 0 && (
        <datalist id={`${common.id}-offers`}>
          {own.map(text => (
            <option key={text} value={text} />
          ))}
        </datalist>
      )}
    </>
  );
}

/** The path of a raw file: typed, chosen among those of the notebook, browsed for, or dropped. */
export function FileInput(props: InputProps): React.JSX.Element {
  const { model, trans } = useForm();
  const chooser = React.useRef<HTMLInputElement>(null);
  const [isOver, setOver] = React.useState(false);
  const item = props.path.slice(0, -1);
  const take = (files: FileList | null | undefined): void => {
    const file = files?.[0];
    if (file && !model.readOnly) {
      void model.attach(file, item);
    }
  };
  const onDrop = (event: React.DragEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const onDragOver = (event: React.DragEvent): void => {
    if (event.dataTransfer.types.includes('Files')) {
      event.preventDefault();
      setOver(true);
    }
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key === 'Enter' && textAt(model.data, props.path) === '') {
      event.preventDefault();
      chooser.current?.click();
    }
  };
  const label = trans.__('Browse for a file (Enter in the empty field)');
  return (
    <>
      <span
        className={`gb-File ${isOver ? 'gb-mod-over' : ''}`}
        onDragOver={onDragOver}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        onKeyDown={onKeyDown}
      >
        <TextInput {...props} />
        <button
          type="button"
          className="gb-IconButton"
          title={label}
          aria-label={label}
          tabIndex={-1} // Enter in the empty field does the same, and Tab leads to the next field
          disabled={model.readOnly}
          onClick={() => chooser.current?.click()}
        >
          <folderIcon.react tag="span" />
        </button>
        <input ref={chooser} type="file" hidden onChange={event => take(event.target.files)} />
      </span>
      <Preview file={textAt(model.data, props.path)} />
    </>
  );
}

/** One of the words that the kind allows; another one that stands in the text is shown, too. */
export function ChoiceInput(props: InputProps): React.JSX.Element {
  const { value, set, common } = useText(props);
  const words = props.schema.enum ?? [];
  const all = value === '' || words.includes(value) ? words : [value, ...words];
  return (
    <select {...common} value={value} onChange={event => set(event.target.value)}>
      <option value="">–</option>
      {all.map(word => (
        <option key={word}>{word}</option>
      ))}
    </select>
  );
}

/** Text of several lines, as tall as it is long. */
export function LongInput(props: InputProps): React.JSX.Element {
  const { value, set, common } = useText(props);
  const lines = Math.min(20, Math.max(2, value.split('\n').length));
  return (
    <textarea
      {...common}
      className={`${common.className} gb-mod-wide`}
      rows={lines}
      value={value}
      onChange={event => set(event.target.value)}
    />
  );
}
