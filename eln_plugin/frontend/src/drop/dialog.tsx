import type { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import * as React from 'react';

import type { Choice, Look } from './calls';

/** What the files hold, and the kind and id of the entry that is to be made of them: the body of a dialog. */
export class DropChoice extends ReactWidget implements Dialog.IBodyWidget<Choice> {
  private readonly found: Look;
  private readonly trans: TranslationBundle;
  private readonly said: string;
  private choice: Choice;

  /** `choice` and `said`: what was chosen before, and why that could not be. */
  constructor(found: Look, trans: TranslationBundle, choice: Choice | null, said: string) {
    super();
    this.found = found;
    this.trans = trans;
    this.said = said;
    const only = found.likely.length === 1 ? (found.likely[0] ?? '') : '';
    this.choice = choice ?? { kind: only, id: this.idOf(only) };
  }

  /** The field that wants the person's eye: one Enter in the id makes the entry, where its kind is clear. */
  get first(): string {
    return this.choice.kind === '' ? 'select' : 'input';
  }

  getValue(): Choice {
    return this.choice;
  }

  protected override render(): React.JSX.Element {
    const { trans, found, choice, said } = this;
    const isLikely = ({ kind }: Look['kinds'][number]): boolean => found.likely.includes(kind);
    return (
      <div className="gb-TemplateChoice-body gb-Drop">
        {said && (
          <p className="gb-Drop-said" role="alert">
            {said}
          </p>
        )}
        <ul className="gb-Drop-files" aria-label={trans.__('Files')}>
          {found.files.map(({ name, said: words, read }) => (
            <li key={name} className={read ? 'gb-is-read' : 'gb-is-kept'}>
              <span className="gb-Drop-name">{name}</span>
              <span className="gb-Quiet">{words}</span>
            </li>
          ))}
          {found.more > 0 && <li className="gb-Quiet">{trans.__('and %1 more', found.more)}</li>}
        </ul>
        <label>
          {trans.__('Kind')}
          <select
            className="jp-mod-styled"
            required
            value={choice.kind}
            onChange={event => this.put({ kind: event.target.value, id: this.idOf(event.target.value) })}
          >
            <option value="" disabled>
              {trans.__('Choose what it is')}
            </option>
            {found.likely.length > 0 && (
              <optgroup label={trans.__('As the files say')}>{found.kinds.filter(isLikely).map(option)}</optgroup>
            )}
            <optgroup label={trans.__('Other kinds')}>
              {found.kinds.filter(kind => !isLikely(kind)).map(option)}
            </optgroup>
          </select>
        </label>
        <label>
          {trans.__('Id')}
          <input
            className="jp-mod-styled"
            spellCheck={false}
            autoComplete="off"
            placeholder={trans.__('the next free one')}
            value={choice.id}
            onChange={event => this.put({ ...choice, id: event.target.value.trim() })}
          />
        </label>
      </div>
    );
  }

  private put(choice: Choice): void {
    this.choice = choice;
    this.update();
  }

  private idOf(name: string): string {
    return this.found.kinds.find(({ kind }) => kind === name)?.id ?? '';
  }
}

function option({ kind, title }: Look['kinds'][number]): React.JSX.Element {
  return (
    <option key={kind} value={kind}>
      {title}
    </option>
  );
}
