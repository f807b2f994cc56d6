import type { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import { Message } from '@lumino/messaging';
import * as React from 'react';

import { labelOf } from '../schema';
import type { Choice, Template, Templates } from './calls';

/** Which template, what is varied in it, and the id: the body of a dialog. */
export class TemplateChoice extends ReactWidget implements Dialog.IBodyWidget<Choice> {
  private readonly found: Templates;
  private readonly trans: TranslationBundle;
  private choice: Choice;

  constructor(found: Templates, template: string, trans: TranslationBundle) {
    super();
    this.found = found;
    this.trans = trans;
    this.choice = { template, id: '', parameters: {} };
    this.addClass('gb-TemplateChoice');
  }

  /** Draws it before the dialog opens, which finds what to focus, and where Tab begins again, in what is there. */
  async drawn(): Promise<this> {
    this.onUpdateRequest(new Message('update-request'));
    await this.renderPromise;
    return this;
  }

  getValue(): Choice {
    return this.choice;
  }

  protected override render(): React.JSX.Element {
    const { trans, found, choice } = this;
    const put = (part: Partial<Choice>): void => {
      this.choice = { ...choice, ...part };
      this.update();
    };
    const chosen = found.templates.find(({ name }) => name === choice.template);
    return (
      <div className="gb-TemplateChoice-body">
        <label>
          {trans.__('Template')}
          <select
            className="jp-mod-styled"
            value={choice.template}
            onChange={event => put({ template: event.target.value, parameters: {} })}
          >
            {byKind(found.templates).map(([title, templates]) => (
              <optgroup key={title} label={title}>
                {templates.map(({ name }) => (
                  <option key={name}>{name}</option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
        <p className="gb-Quiet">{chosen?.summary}</p>
        {chosen?.parameters.map(({ name, value }) => (
          <label key={name}>
            {labelOf(name, {})}
            <input
              className="jp-mod-styled"
              spellCheck={false}
              value={choice.parameters[name] ?? value}
              onChange={event => put({ parameters: varied(choice.parameters, name, value, event.target.value) })}
            />
          </label>
        ))}
        <label>
          {trans.__('Id')}
          <input
            className="jp-mod-styled"
            spellCheck={false}
            placeholder={trans.__('the next free one')}
            value={choice.id}
            onChange={event => put({ id: event.target.value.trim() })}
          />
        </label>
        {found.refused.map(sentence => (
          <p key={sentence} className="gb-Quiet">
            {sentence}
          </p>
        ))}
      </div>
    );
  }
}

/** Templates under the name of their kind, in the order in which they come. */
function byKind(templates: readonly Template[]): [string, Template[]][] {
  const found = new Map<string, Template[]>();
  for (const template of templates) {
    found.set(template.title, [...(found.get(template.title) ?? []), template]);
  }
  return [...found];
}

/** A parameter counts as varied only where it differs: an entry names what was done otherwise. */
function varied(before: Record<string, string>, name: string, usual: string, now: string): Record<string, string> {
  const rest = Object.fromEntries(Object.entries(before).filter(([other]) => other !== name));
  return now === usual ? rest : { ...rest, [name]: now };
}
