import type { ISignal } from '@lumino/signaling';
import { ABCWidgetFactory, DocumentWidget } from '@jupyterlab/docregistry';
import type { DocumentRegistry, IDocumentWidget } from '@jupyterlab/docregistry';
import type { Contents } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import * as React from 'react';

import type { Api } from './api';
import { takesFiles } from './drop/target';
import { focusPath, FormContext } from './form/context';
import { EntryView } from './form/entry';
import { entryIcon } from './icons';
import type { Keepers } from './keep/keepers';
import { EntryModel } from './model';
import { keepFocus } from './views/focus';

let forms = 0;

/** One entry as a form. */
export class EntryForm extends ReactWidget {
  readonly model: EntryModel;
  private readonly trans: TranslationBundle;
  private readonly showText: () => void;
  private readonly settle: () => void;
  private readonly prefix: string;

  constructor(model: EntryModel, trans: TranslationBundle, showText: () => void, settle: () => void) {
    super();
    this.model = model;
    this.trans = trans;
    this.showText = showText;
    this.settle = settle;
    forms += 1;
    this.prefix = `gb${forms}`;
    this.addClass('gb-Entry');
    takesFiles(this.node, files => void this.take(files), '.gb-File');
    keepFocus(this.node);
  }

  /** Focus the finding of the field that has the focus, else the next one in the list. */
  goToFinding(): void {
    const cards = Array.from(this.node.querySelectorAll<HTMLElement>('.gb-Findings [data-finding]'));
    const active = document.activeElement as HTMLElement | null;
    const own = cards.find(card => card.dataset['finding'] === active?.dataset['path']);
    const next = cards.findIndex(card => card.contains(active)) + 1;
    (own ?? cards[next % cards.length])?.focus();
  }

  override dispose(): void {
    this.model.dispose();
    super.dispose();
  }

  /** Attach files that were dropped anywhere on the form, one after the other. */
  private async take(files: readonly File[]): Promise<void> {
    const { model, trans } = this;
    if (model.readOnly) {
      model.tell({ message: trans.__('This entry cannot be changed now, so nothing was attached.'), hint: '' });
      return;
    }
    for (const file of files) {
      await model.attach(file, null);
    }
  }

  protected override render(): React.JSX.Element {
    const { model, trans, prefix, showText, settle } = this;
    const changed: ISignal<EntryModel, void> = model.changed;
    return (
      <UseSignal signal={changed}>
        {() => (
          <FormContext.Provider value={{ model, trans, prefix, showText, settle, places: model.places }}>
            <EntryView goTo={path => focusPath(this.node, path)} />
          </FormContext.Provider>
        )}
      </UseSignal>
    );
  }
}

type Options = DocumentRegistry.IWidgetFactoryOptions<IDocumentWidget<EntryForm>> & {
  api: Api;
  trans: TranslationBundle;
  contents: Contents.IManager;
  showText: (path: string) => void;
  settle: (path: string) => void;
  keepers: Keepers;
};

/** Makes the form of an entry that is opened; the text editor of the same file shares its model. */
export class EntryFactory extends ABCWidgetFactory<IDocumentWidget<EntryForm>> {
  private readonly options: Options;

  constructor(options: Options) {
    super(options);
    this.options = options;
  }

  /**
   * `rtc` where live collaboration is installed, else nothing.
   *
   * Whichever view of a file opens first decides for all of them, so the form has to ask for it, too.
   */
  override get contentProviderId(): string | undefined {
    const { defaultDrive } = this.options.contents as { defaultDrive?: Contents.IDrive };
    try {
      return defaultDrive?.contentProviderRegistry?.getProvider('rtc') ? 'rtc' : undefined;
    } catch {
      return undefined;
    }
  }

  override set contentProviderId(_: string | undefined) {
    throw new Error('the content provider follows from what is installed');
  }

  protected override createNewWidget(context: DocumentRegistry.Context): IDocumentWidget<EntryForm> {
    const { api, contents, keepers, trans, showText, settle } = this.options;
    const model = new EntryModel(context, api, contents, keepers.of(context), trans);
    const content = new EntryForm(
      model,
      trans,
      () => showText(context.path),
      () => settle(context.path)
    );
    const widget = new DocumentWidget({ content, context });
    widget.title.icon = entryIcon;
    const name = (): void => content.node.setAttribute('aria-label', context.path);
    context.pathChanged.connect(name);
    name();
    return widget;
  }
}
