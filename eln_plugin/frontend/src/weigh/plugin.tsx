import type { JupyterFrontEnd } from '@jupyterlab/application';
import { MainAreaWidget, Printing } from '@jupyterlab/apputils';
import type { IDocumentWidget } from '@jupyterlab/docregistry';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, ToolbarButton, UseSignal } from '@jupyterlab/ui-components';
import type { ISignal } from '@lumino/signaling';
import * as React from 'react';

import { entryIcon } from '../icons';
import type { EntryModel } from '../model';
import { CommandIDs } from '../tokens';
import type { IEntryTracker } from '../tokens';
import type { EntryForm } from '../widget';
import { showView } from '../views/place';
import { WeighModel } from './model';
import { printed } from './print';
import { WeighView } from './view';

interface Parts {
  app: JupyterFrontEnd;
  tracker: IEntryTracker;
  trans: TranslationBundle;
}

let sheets = 0;

/** The command that opens the weigh sheet of the entry in front, beside its form. */
export function addWeigh({ app, tracker, trans }: Parts): void {
  const { commands, shell } = app;
  const open = new WeakMap<IDocumentWidget<EntryForm>, MainAreaWidget>();
  commands.addCommand(CommandIDs.weigh, {
    label: trans.__('Weigh Sheet'),
    caption: trans.__('What to weigh in, corrected for purity, and the ratio of what was weighed'),
    isEnabled: () => isWeighed(tracker.currentWidget?.content.model),
    execute: () => {
      const form = tracker.currentWidget;
      if (!form) {
        return;
      }
      const known = open.get(form);
      const widget = known && !known.isDisposed ? known : sheetOf(form, trans);
      open.set(form, widget);
      showView(shell, widget, { mode: 'tab-after', ref: form.id });
    },
    describedBy: { args: { type: 'object', properties: {} } }
  });
}

/** The button of an entry's toolbar; it shows where there is something to weigh. */
export function weighButton(model: EntryModel, trans: TranslationBundle, open: () => void): ToolbarButton {
  const button = new ToolbarButton({
    label: trans.__('Weigh Sheet'),
    tooltip: trans.__('Work out what to weigh, and type what was weighed'),
    onClick: open
  });
  const show = (): void => button.setHidden(!isWeighed(model));
  model.changed.connect(show);
  show();
  return button;
}

/** Whether entries of the kind have reagents. */
function isWeighed(model: EntryModel | undefined): boolean {
  return model?.schema?.properties?.['reagents'] !== undefined;
}

function sheetOf(form: IDocumentWidget<EntryForm>, trans: TranslationBundle): MainAreaWidget {
  const content = new Sheet(new WeighModel(form.content.model), trans);
  const widget = new MainAreaWidget({ content });
  const name = (): void => {
    const id = (form.context.path.split('/').at(-1) ?? '').replace('.gb.yaml', '');
    widget.title.label = trans.__('Weigh %1', id);
    content.node.setAttribute('aria-label', trans.__('Weigh sheet of %1', id));
  };
  name();
  form.context.pathChanged.connect(name);
  widget.title.icon = entryIcon;
  widget.title.closable = true;
  // what is typed and not written is kept, and back when the sheet is opened again
  form.disposed.connect(() => widget.dispose());
  return widget;
}

/** The weigh sheet of one entry. */
class Sheet extends ReactWidget implements Printing.IPrintable {
  private readonly model: WeighModel;
  private readonly trans: TranslationBundle;
  private readonly prefix: string;

  constructor(model: WeighModel, trans: TranslationBundle) {
    super();
    this.model = model;
    this.trans = trans;
    sheets += 1;
    this.prefix = `gb-weigh${sheets}`;
    this.addClass('gb-Entry');
    this.addClass('gb-Weigh');
  }

  [Printing.symbol](): Printing.OptionalAsyncThunk {
    return () => Promise.resolve(printed(this.node));
  }

  override dispose(): void {
    this.model.dispose();
    super.dispose();
  }

  protected override render(): React.JSX.Element {
    const { model, trans, prefix } = this;
    const changed: ISignal<WeighModel, void> = model.changed;
    return (
      <UseSignal signal={changed}>
        {() => <WeighView {...{ model, trans, prefix }} print={() => printed(this.node)} />}
      </UseSignal>
    );
  }
}
