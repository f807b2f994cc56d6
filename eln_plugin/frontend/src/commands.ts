import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Dialog, showDialog, showErrorMessage } from '@jupyterlab/apputils';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import type { TranslationBundle } from '@jupyterlab/translation';
import { runIcon } from '@jupyterlab/ui-components';
import type { Widget } from '@lumino/widgets';

import type { Api, Kind } from './api';
import type { Defaults } from './defaults';
import { entryIcon } from './icons';
import { NotSaved } from './keep/keeper';
import { Refused } from './refused';
import { CommandIDs, FACTORY } from './tokens';
import type { IEntryTracker } from './tokens';
import { beside } from './views/beside';

interface Parts {
  app: JupyterFrontEnd;
  api: Api;
  tracker: IEntryTracker;
  trans: TranslationBundle;
  defaults: Defaults;
  browser: IDefaultFileBrowser | null;
  /** Filled in as soon as the server has answered: the start of JupyterLab does not wait. */
  kinds: readonly Kind[];
}

/** The commands of Glovebook: make an entry, analyse the one in front, show its text. */
export function addCommands(parts: Parts): void {
  const { app, tracker, trans, kinds } = parts;
  const { commands } = app;
  const title = (name: unknown): string => kinds.find(kind => kind.name === name)?.title ?? String(name ?? '');
  commands.addCommand(CommandIDs.create, {
    label: args =>
      args['isPalette'] ? trans.__('New Entry: %1', title(args['kind'])) : title(args['kind']) || trans.__('New Entry'),
    caption: args => kinds.find(kind => kind.name === args['kind'])?.summary ?? trans.__('Make an entry'),
    icon: args => (args['isPalette'] ? undefined : entryIcon),
    execute: args => create(parts, String(args['kind'] ?? 'note'), args['cwd']),
    describedBy: () => ({
      args: {
        type: 'object',
        properties: {
          kind: {
            type: 'string',
            enum: kinds.map(kind => kind.name),
            description: trans.__('What the entry describes')
          },
          cwd: { type: 'string', description: trans.__('A folder of the notebook; the file browser’s if left out') }
        }
      }
    })
  });
  const none = { args: { type: 'object', properties: {} } } as const;
  commands.addCommand(CommandIDs.save, {
    label: trans.__('Save This Entry'),
    isEnabled: () => tracker.currentWidget !== null,
    execute: () => tracker.currentWidget && saved(tracker.currentWidget.context),
    describedBy: none
  });
  commands.addCommand(CommandIDs.analyse, {
    label: trans.__('Analyse This Entry'),
    caption: trans.__('Save the entry, run its analyses and show the results'),
    icon: runIcon,
    isEnabled: () => tracker.currentWidget?.content.model.canAnalyse ?? false,
    execute: () => tracker.currentWidget?.content.model.analyse(),
    describedBy: none
  });
  for (const [id, label, act] of [
    [CommandIDs.undo, trans.__('Undo in This Entry'), 'undo'],
    [CommandIDs.redo, trans.__('Redo in This Entry'), 'redo']
  ] as const) {
    commands.addCommand(id, {
      label,
      isEnabled: () => tracker.currentWidget?.content.model.readOnly === false,
      execute: () => tracker.currentWidget?.content.model[act](),
      describedBy: none
    });
  }
  commands.addCommand(CommandIDs.findings, {
    label: trans.__('Go to the Next Finding'),
    isEnabled: () => tracker.currentWidget !== null,
    execute: () => tracker.currentWidget?.content.goToFinding(),
    describedBy: none
  });
  commands.addCommand(CommandIDs.text, {
    label: trans.__('YAML'),
    caption: trans.__('Show the text of this entry beside the form'),
    isEnabled: () => tracker.currentWidget !== null,
    execute: () => tracker.currentWidget && showText(app, tracker.currentWidget.context.path, tracker.currentWidget),
    describedBy: none
  });
}

/** Open the text editor of a file beside its form; both are views of one text. */
export async function showText(app: JupyterFrontEnd, path: string, form: Widget | null): Promise<unknown> {
  return app.commands.execute('docmanager:open', { path, factory: 'Editor', options: { ...beside(form) } });
}

/** Save what stands in the form now. JupyterLab's own command does nothing while its last save is under way. */
async function saved(context: DocumentRegistry.Context): Promise<void> {
  try {
    await context.save();
  } catch (error) {
    if (!(error instanceof NotSaved)) {
      throw error; // of what was not saved the person has been told
    }
  }
}

async function create(parts: Parts, kind: string, cwd: unknown): Promise<unknown> {
  const { app, api, browser, trans, defaults } = parts;
  const folder = typeof cwd === 'string' ? cwd : (browser?.model.path ?? '');
  return shown(trans, async () => {
    const { path } = await inNotebook(parts, folder, () =>
      defaults.begin(own => api.create(kind, folder, own))
    );
    return app.commands.execute('docmanager:open', { path, factory: FACTORY });
  });
}

/** Make an entry; what the server refuses is shown, unless the person has just said no. */
export async function shown(trans: TranslationBundle, make: () => Promise<unknown>): Promise<unknown> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof Refused)) {
      throw error;
    }
    if (error.reason !== 'dismissed') {
      await showErrorMessage(trans.__('No entry was made'), error.sentence);
    }
    return undefined;
  }
}

/** Do something in the notebook that contains a folder; where there is none, offer to make it. */
export async function inNotebook<T>(parts: Pick<Parts, 'api' | 'trans'>, folder: string, work: () => Promise<T>): Promise<T> {
  const { api, trans } = parts;
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refused) || error.reason !== 'no_notebook') {
      throw error;
    }
    const place = folder === '' ? trans.__('the folder that JupyterLab shows') : folder;
    const answer = await showDialog({
      title: trans.__('Make a notebook?'),
      body: trans.__('An entry belongs to a notebook, and %1 is in none yet.', place),
      buttons: [Dialog.cancelButton(), Dialog.okButton({ label: trans.__('Make a notebook here') })]
    });
    if (!answer.button.accept) {
      throw new Refused(error.message, error.hint, 'dismissed');
    }
    await api.makeNotebook(folder);
    return work();
  }
}
