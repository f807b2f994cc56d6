import type { JupyterFrontEnd } from '@jupyterlab/application';
import { InputDialog, MainAreaWidget } from '@jupyterlab/apputils';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Api } from '../api';
import { Refused } from '../refused';
import { CommandIDs } from '../tokens';
import type { IEntryTracker } from '../tokens';
import { beside } from '../views/beside';
import { keepFocus } from '../views/focus';
import { showView } from '../views/place';
import { conflicts, resolve } from './calls';
import type { Conflict, Decision } from './calls';
import { ResolveView } from './view';

interface Parts {
  app: JupyterFrontEnd;
  api: Api;
  tracker: IEntryTracker;
  trans: TranslationBundle;
}

/** The command that opens the two panes of an entry in which something clashes. */
export function addResolve({ app, api, tracker, trans }: Parts): void {
  const open = new Map<string, MainAreaWidget>();
  app.commands.addCommand(CommandIDs.settle, {
    label: trans.__('Settle What Clashes in This Entry'),
    isEnabled: () => tracker.currentWidget !== null,
    execute: args => {
      const path = String(args['path'] ?? tracker.currentWidget?.context.path ?? '');
      const known = open.get(path);
      const widget = known && !known.isDisposed ? known : made(path);
      open.set(path, widget);
      showView(app.shell, widget, beside(tracker.find(({ context }) => context.path === path)));
    },
    describedBy: {
      args: {
        type: 'object',
        properties: { path: { type: 'string', description: trans.__('Path of the entry; the one in front if left out') } }
      }
    }
  });
  const made = (path: string): MainAreaWidget => {
    const saved = async (): Promise<void> => tracker.find(({ context }) => context.path === path)?.context.save();
    const content = new Resolver(api, path, trans, saved);
    const widget = new MainAreaWidget({ content });
    content.node.setAttribute('aria-label', trans.__('What clashes in %1', path));
    widget.title.label = trans.__('Settle %1', path.split('/').at(-1) ?? path);
    widget.title.closable = true;
    return widget;
  };
}

/** The two panes of one entry. */
class Resolver extends ReactWidget {
  private readonly api: Api;
  private readonly path: string;
  private readonly trans: TranslationBundle;
  private readonly saved: () => Promise<void>;
  private found: Conflict[] | null = null;
  private said = '';

  constructor(api: Api, path: string, trans: TranslationBundle, saved: () => Promise<void>) {
    super();
    this.api = api;
    this.path = path;
    this.trans = trans;
    this.saved = saved;
    this.addClass('gb-Resolver');
    keepFocus(this.node);
    void this.load();
  }

  protected override render(): React.JSX.Element {
    const { found, trans, said } = this;
    return (
      <>
        <div role="alert">{said && <p className="gb-Notice">{said}</p>}</div>
        {found && (
          <ResolveView conflicts={found} trans={trans} settle={(file, decision) => void this.settle(file, decision)} />
        )}
      </>
    );
  }

  private async load(): Promise<void> {
    await this.told(async () => {
      this.found = await conflicts(this.api, this.path);
    });
  }

  /** Save what is typed in the form, settle in the file, and let the form follow. */
  private async settle(file: string, decision: Decision): Promise<void> {
    await this.told(async () => {
      await this.saved();
      await this.settled(file, decision, '');
      await this.saved();
    });
    await this.load();
  }

  private async settled(file: string, decision: Decision, reason: string): Promise<void> {
    try {
      await resolve(this.api, this.path, file, decision, reason);
    } catch (error) {
      if (!(error instanceof Refused) || error.reason !== 'reviewed') {
        throw error;
      }
      const { value } = await InputDialog.getText({ title: this.trans.__('Why is the reviewed entry changed?') });
      if (value?.trim()) {
        await this.settled(file, decision, value);
      }
    }
  }

  private async told(act: () => Promise<void>): Promise<void> {
    this.said = '';
    try {
      await act();
    } catch (error) {
      this.said = error instanceof Refused ? error.sentence : error instanceof Error ? error.message : String(error);
    }
    this.update();
  }
}
