import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Dialog, Notification, showDialog, showErrorMessage } from '@jupyterlab/apputils';
import type { ICommandPalette } from '@jupyterlab/apputils';
import type { IDocumentWidget } from '@jupyterlab/docregistry';
import type { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { Api } from '../api';
import { inNotebook } from '../commands';
import type { Defaults } from '../defaults';
import { Refused } from '../refused';
import { filesChanged } from '../steps/changed';
import { CommandIDs, FACTORY } from '../tokens';
import { upload } from '../upload';
import type { EntryForm } from '../widget';
import { discard, look, make } from './calls';
import type { Choice, Made } from './calls';
import { DropChoice } from './dialog';

interface Parts {
  app: JupyterFrontEnd;
  api: Api;
  trans: TranslationBundle;
  defaults: Defaults;
}

/** The command that makes an entry of files that the person chooses. */
export function addDrop(
  parts: Parts & { browser: IDefaultFileBrowser | null; palette: ICommandPalette | null }
): void {
  const { app, trans, browser, palette } = parts;
  const command = CommandIDs.fromFiles;
  app.commands.addCommand(command, {
    label: trans.__('New Entry from Files …'),
    caption: trans.__('Files of an instrument become an entry of the kind that they say'),
    execute: async ({ cwd }) => {
      const files = await picked();
      return files.length > 0
        ? newFromFiles(parts, typeof cwd === 'string' ? cwd : (browser?.model.path ?? ''), files)
        : undefined;
    },
    describedBy: {
      args: {
        type: 'object',
        properties: {
          cwd: { type: 'string', description: trans.__('A folder of the notebook; the file browser’s if left out') }
        }
      }
    }
  });
  palette?.addItem({ command, category: 'Glovebook' });
}

/** Put files into the notebook around a folder, ask what they are, make an entry of them and open it. */
export async function newFromFiles(parts: Parts, folder: string, files: readonly File[]): Promise<unknown> {
  const { api, trans } = parts;
  try {
    const { folder: notebook } = await inNotebook(parts, folder, () => api.overview(folder, ''));
    const batch = Array.from(crypto.getRandomValues(new Uint8Array(8)), byte => byte.toString(36)).join('');
    let made: Made | undefined;
    try {
      await putAll(parts, `${notebook === '' ? '' : `${notebook}/`}data/new-${batch}`, files);
      made = await asked(parts, notebook, batch);
    } finally {
      if (!made) {
        await discard(api, notebook, batch).catch(() => undefined); // of what never came there is nothing to take away
      }
    }
    filesChanged.emit();
    return made && (await opened(parts, made));
  } catch (error) {
    if (!(error instanceof Refused && error.reason === 'dismissed')) {
      await showErrorMessage(trans.__('No entry was made'), error instanceof Refused ? error.sentence : String(error));
    }
    return undefined;
  }
}

/** The files that the person chooses; none where they think better of it. */
function picked(): Promise<File[]> {
  return new Promise(resolve => {
    const chooser = document.createElement('input');
    chooser.type = 'file';
    chooser.multiple = true;
    chooser.addEventListener('change', () => resolve(Array.from(chooser.files ?? [])));
    chooser.addEventListener('cancel', () => resolve([]));
    chooser.click();
  });
}

/** Files go to the server one after the other; where that takes a while a notification says how far it is. */
async function putAll({ app, trans }: Parts, folder: string, files: readonly File[]): Promise<void> {
  const { contents } = app.serviceManager;
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let before = 0;
  const note = total > LARGE ? Notification.emit(trans.__('Copying …'), 'in-progress', { autoClose: false }) : '';
  try {
    for (const file of files) {
      await upload(contents, file, folder, done => {
        const message = trans.__('Copying %1', file.name);
        return note && Notification.update({ id: note, message, progress: (before + done) / total });
      });
      before += file.size;
    }
  } finally {
    if (note) {
      Notification.dismiss(note);
    }
  }
}

/** Bytes from which a copy takes long enough to be told of. */
const LARGE = 5 * 1024 * 1024;

/** Ask for kind and id until the server makes the entry, or the person wants none. */
async function asked({ api, trans, defaults }: Parts, folder: string, batch: string): Promise<Made | undefined> {
  const found = await look(api, folder, batch);
  let choice: Choice | null = null;
  let said = '';
  for (;;) {
    const body: DropChoice = new DropChoice(found, trans, choice, said);
    const answer = await showDialog({
      title: trans.__('New entry from files'),
      body,
      buttons: [Dialog.cancelButton(), Dialog.okButton({ label: trans.__('Make the entry') })],
      focusNodeSelector: body.first
    });
    choice = answer.value;
    if (!answer.button.accept || choice === null) {
      return undefined;
    }
    const wanted = choice;
    try {
      return await defaults.begin(own => make(api, folder, batch, wanted, own));
    } catch (error) {
      if (!(error instanceof Refused)) {
        throw error;
      }
      said = choice.kind === '' ? trans.__('Choose what it is.') : error.sentence;
    }
  }
}

/** The form of a new entry; what could not be read stands at its top. */
async function opened({ app }: Parts, { path, kept }: Made): Promise<unknown> {
  const form: IDocumentWidget<EntryForm> | undefined = await app.commands.execute('docmanager:open', { path, factory: FACTORY });
  if (kept.length > 0) {
    await form?.context.ready;
    form?.content.model.tell({ message: kept.join('; '), hint: '' });
  }
  return form;
}
