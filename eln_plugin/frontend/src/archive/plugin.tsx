import type { JupyterFrontEnd } from '@jupyterlab/application';
import { MainAreaWidget } from '@jupyterlab/apputils';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ISignal } from '@lumino/signaling';
import * as React from 'react';

import type { Api } from '../api';
import { focusPath } from '../form/context';
import { CommandIDs, FACTORY } from '../tokens';
import type { IEntryTracker } from '../tokens';
import { beside } from '../views/beside';
import { keepFocus } from '../views/focus';
import { showView } from '../views/place';
import { ArchiveModel } from './model';
import { ArchiveView } from './view';
import type { Actions } from './view';

interface Parts {
  app: JupyterFrontEnd;
  api: Api;
  tracker: IEntryTracker;
  trans: TranslationBundle;
}

/** The command that opens the archive view of an entry beside its form. */
export function addArchive({ app, api, tracker, trans }: Parts): void {
  const { commands, shell } = app;
  const views = new Map<string, MainAreaWidget>();
  const actions: Actions = {
    open: (file, path) => void go(file, path),
    showFolder: folder => void commands.execute('filebrowser:go-to-path', { path: folder }),
    preview: folder =>
      void commands.execute('docmanager:open', { path: `${folder}/ro-crate-preview.html`, factory: 'HTML Viewer' })
  };
  const go = async (file: string, path: string): Promise<void> => {
    await commands.execute('docmanager:open', { path: file, factory: FACTORY });
    const form = tracker.find(({ context }) => context.path === file);
    await form?.context.ready;
    setTimeout(() => form && focusPath(form.content.node, path), 300); // the form is drawn when its schema has come
  };
  const made = (path: string): MainAreaWidget => {
    const saved = async (): Promise<void> => {
      const form = tracker.find(({ context }) => context.path === path);
      await (form?.content.model.keeper.isUnsaved ? form.context.save() : undefined);
    };
    const widget = new MainAreaWidget({ content: new Archive(new ArchiveModel(api, path, saved), trans, actions) });
    widget.content.node.setAttribute('aria-label', trans.__('Archive of %1', path));
    widget.title.label = trans.__('Archive %1', (path.split('/').at(-1) ?? path).replace('.gb.yaml', ''));
    widget.title.closable = true;
    return widget;
  };
  commands.addCommand(CommandIDs.archive, {
    label: trans.__('Archive This Entry or Its Notebook'),
    caption: trans.__('See what is missing, and write a crate'),
    isEnabled: () => tracker.currentWidget !== null,
    execute: () => {
      const form = tracker.currentWidget;
      if (!form) {
        return;
      }
      const { path } = form.context;
      const known = views.get(path);
      const widget = known && !known.isDisposed ? known : made(path);
      views.set(path, widget);
      showView(shell, widget, beside(form));
    },
    describedBy: { args: { type: 'object', properties: {} } }
  });
}

/** The archive view of one entry. */
class Archive extends ReactWidget {
  private readonly model: ArchiveModel;
  private readonly trans: TranslationBundle;
  private readonly actions: Actions;

  constructor(model: ArchiveModel, trans: TranslationBundle, actions: Actions) {
    super();
    this.model = model;
    this.trans = trans;
    this.actions = actions;
    this.addClass('gb-Archive');
    keepFocus(this.node);
  }

  override dispose(): void {
    this.model.dispose();
    super.dispose();
  }

  protected override render(): React.JSX.Element {
    const { model, trans, actions } = this;
    const changed: ISignal<ArchiveModel, void> = model.changed;
    return <UseSignal signal={changed}>{() => <ArchiveView model={model} trans={trans} {...actions} />}</UseSignal>;
  }
}
