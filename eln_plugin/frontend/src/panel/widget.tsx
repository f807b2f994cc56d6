import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import type { ISignal } from '@lumino/signaling';
import type { Message } from '@lumino/messaging';
import * as React from 'react';

import type { Kind } from '../api';
import { notebookIcon } from '../icons';
import { afterPalette, keepFocus } from '../views/focus';
import type { PanelModel } from './model';
import { PanelView } from './view';

interface Actions {
  open(path: string): void;
  create(kind: string, folder: string): void;
  fromTemplate(folder: string): void;
  fromFiles(folder: string): void;
  compare(ids: readonly string[], folder: string): void;
}

/** The side panel with the entries of the notebook. */
export class Panel extends ReactWidget {
  private readonly model: PanelModel;
  private readonly trans: TranslationBundle;
  private readonly kinds: readonly Kind[];
  private readonly actions: Actions;

  constructor(model: PanelModel, trans: TranslationBundle, kinds: readonly Kind[], actions: Actions) {
    super();
    this.model = model;
    this.trans = trans;
    this.kinds = kinds;
    this.actions = actions;
    this.id = 'glovebook-panel';
    this.title.icon = notebookIcon;
    this.title.caption = trans.__('Glovebook');
    this.addClass('gb-Panel');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', trans.__('Entries of the notebook'));
    keepFocus(this.node);
  }

  override dispose(): void {
    this.model.dispose();
    super.dispose();
  }

  /** Who asks for the panel types in its search next. */
  protected override onActivateRequest(message: Message): void {
    super.onActivateRequest(message);
    afterPalette(() => this.node.querySelector<HTMLElement>('.gb-Panel-search')?.focus());
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this.model.show(true);
  }

  protected override onAfterHide(message: Message): void {
    super.onAfterHide(message);
    this.model.show(false);
  }

  protected override render(): React.JSX.Element {
    const { model, trans, kinds, actions } = this;
    const changed: ISignal<PanelModel, void> = model.changed;
    return <UseSignal signal={changed}>{() => <PanelView {...{ model, trans, kinds, ...actions }} />}</UseSignal>;
  }
}
