import { Notification } from '@jupyterlab/apputils';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { Contents } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import { DisposableDelegate } from '@lumino/disposable';
import type { IDisposable } from '@lumino/disposable';
import type { Widget } from '@lumino/widgets';

import type { Api } from '../api';
import { Drafts } from './drafts';
import { Keeper } from './keeper';
import { SharedKeeper } from './shared';
import { sentence } from './words';

const ENTRY = '.gb.yaml';

/** The keepers of all entries that are open, one for each document. */
export class Keepers {
  private readonly all = new WeakMap<DocumentRegistry.Context, Keeper>();
  private readonly api: Api;
  private readonly contents: Contents.IManager;
  private readonly drafts: Drafts;

  constructor(api: Api, contents: Contents.IManager, server: string) {
    this.api = api;
    this.contents = contents;
    this.drafts = new Drafts(server);
  }

  of(context: DocumentRegistry.Context): Keeper {
    const known = this.all.get(context);
    const Kind = context.model.collaborative ? SharedKeeper : Keeper;
    const keeper = known ?? new Kind(context, this.api, this.contents, this.drafts);
    this.all.set(context, keeper);
    return keeper;
  }

  /** Lets the text editor of an entry save like its form; it has no place of its own to say something. */
  editors(trans: TranslationBundle, hasForm: (context: DocumentRegistry.Context) => boolean): Extension {
    return {
      createNew: (_, context) => {
        if (!context.path.endsWith(ENTRY)) {
          return new DisposableDelegate(() => undefined);
        }
        let last = '';
        const say = (keeper: Keeper): void => {
          const said = sentence(keeper, trans);
          if (said !== last && said !== '' && !hasForm(context)) {
            Notification.warning(`${context.path}: ${said}`, { autoClose: false });
          }
          last = said;
        };
        const keeper = this.of(context);
        keeper.changed.connect(say);
        return new DisposableDelegate(() => void keeper.changed.disconnect(say));
      }
    };
  }
}

interface Extension {
  createNew(widget: Widget, context: DocumentRegistry.Context): IDisposable;
}
