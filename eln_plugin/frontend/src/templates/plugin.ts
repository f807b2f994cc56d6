import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { ICommandPalette } from '@jupyterlab/apputils';
import type { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import type { ILauncher } from '@jupyterlab/launcher';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { Api } from '../api';
import { inNotebook, shown } from '../commands';
import type { Defaults } from '../defaults';
import { entryIcon } from '../icons';
import { filesChanged } from '../steps/changed';
import { CommandIDs, FACTORY } from '../tokens';
import { begin, templates } from './calls';
import { TemplateChoice } from './dialog';

interface Parts {
  app: JupyterFrontEnd;
  api: Api;
  trans: TranslationBundle;
  defaults: Defaults;
  browser: IDefaultFileBrowser | null;
  launcher: ILauncher | null;
  palette: ICommandPalette | null;
}

const CATEGORY = 'Glovebook';

/** An entry from a ready procedure: one card and one palette command, and one of each for the lab's own. */
export function addTemplates(parts: Parts): void {
  const { app, api, trans, browser, launcher, palette } = parts;
  const command = CommandIDs.fromTemplate;
  app.commands.addCommand(command, {
    label: args =>
      typeof args['template'] === 'string'
        ? trans.__('New Entry: %1', args['template'])
        : trans.__('From a Template …'),
    caption: trans.__('A ready procedure, with what is done otherwise this time'),
    icon: args => (args['isPalette'] ? undefined : entryIcon),
    execute: args => {
      const { cwd, template } = args;
      const folder = typeof cwd === 'string' ? cwd : (browser?.model.path ?? '');
      return shown(trans, () => fromTemplate(parts, folder, typeof template === 'string' ? template : ''));
    },
    describedBy: {
      args: {
        type: 'object',
        properties: {
          template: { type: 'string', description: trans.__('Its name; asked for if left out') },
          cwd: { type: 'string', description: trans.__('A folder of the notebook; the file browser’s if left out') }
        }
      }
    }
  });
  palette?.addItem({ command, category: CATEGORY, args: { isPalette: true } });
  launcher?.add({ command, category: CATEGORY, rank: 900 });
  void templates(api, '').then(
    found => {
      for (const { name, origin } of found.templates) {
        palette?.addItem({ command, category: CATEGORY, args: { template: name, isPalette: true } });
        if (origin === 'lab') {
          launcher?.add({ command, category: CATEGORY, rank: 901, args: { template: name } });
        }
      }
    },
    error => console.warn('Glovebook’s templates could not be listed:', error)
  );
}

async function fromTemplate(parts: Parts, folder: string, template: string): Promise<unknown> {
  const { app, api, trans, defaults } = parts;
  const found = await templates(api, folder);
  const first = template || found.templates[0]?.name || '';
  const body = await new TemplateChoice(found, first, trans).drawn();
  const answer = await showDialog({
    title: trans.__('New entry from a template'),
    body,
    buttons: [Dialog.cancelButton(), Dialog.okButton({ label: trans.__('Make the entry') })],
    focusNodeSelector: 'select'
  });
  const choice = answer.value;
  if (!answer.button.accept || choice === null) {
    return undefined;
  }
  const { path } = await inNotebook(parts, folder, () =>
    defaults.begin(own => begin(api, folder, choice, own))
  );
  filesChanged.emit();
  return app.commands.execute('docmanager:open', { path, factory: FACTORY });
}
