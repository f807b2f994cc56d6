import type { ILayoutRestorer, JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette } from '@jupyterlab/apputils';
import type { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import type { TranslationBundle } from '@jupyterlab/translation';

import { Api } from '../api';
import type { Defaults } from '../defaults';
import { newFromFiles } from '../drop/plugin';
import { takesFiles } from '../drop/target';
import { filesChanged } from '../steps/changed';
import { CommandIDs, FACTORY } from '../tokens';
import type { IEntryTracker } from '../tokens';
import { PanelModel } from './model';
import { Panel } from './widget';

interface Parts {
  app: JupyterFrontEnd;
  tracker: IEntryTracker;
  trans: TranslationBundle;
  defaults: Defaults;
  restorer: ILayoutRestorer | null;
  browser: IDefaultFileBrowser | null;
  palette: ICommandPalette | null;
}

/** The side panel: it follows the entry in front, or the folder of the file browser. */
export function addPanel({ app, tracker, trans, defaults, restorer, browser, palette }: Parts): void {
  const { commands, serviceManager } = app;
  const api = new Api(serviceManager.serverSettings);
  const model = new PanelModel(api);
  const kinds: Awaited<ReturnType<Api['kinds']>> = [];
  const panel = new Panel(model, trans, kinds, {
    open: path => void commands.execute('docmanager:open', { path, factory: FACTORY }),
    create: (kind, folder) => void commands.execute(CommandIDs.create, { kind, cwd: folder }),
    fromTemplate: folder => void commands.execute(CommandIDs.fromTemplate, { cwd: folder }),
    fromFiles: folder => void commands.execute(CommandIDs.fromFiles, { cwd: folder }),
    compare: (ids, folder) => void commands.execute(CommandIDs.compare, { ids: [...ids], folder })
  });
  takesFiles(panel.node, files => {
    void newFromFiles({ app, api, trans, defaults }, model.overview?.folder ?? browser?.model.path ?? '', files);
  });
  void api.kinds().then(
    found => {
      kinds.push(...found);
      panel.update();
    },
    error => console.warn('Glovebook’s server extension does not answer:', error)
  );
  const follow = (): void => {
    const path = tracker.currentWidget?.context.path;
    model.goTo(path ?? browser?.model.path ?? '', path ?? '');
  };
  tracker.currentChanged.connect(follow);
  browser?.model.pathChanged.connect(follow);
  serviceManager.contents.fileChanged.connect(() => model.refresh());
  filesChanged.connect(() => {
    model.refresh(0);
    void browser?.model.refresh();
  });
  tracker.widgetAdded.connect((_, { context }) => {
    context.saveState.connect((_, state) => void (state === 'completed' && model.refresh()));
  });
  follow();
  app.shell.add(panel, 'left', { rank: 150 });
  restorer?.add(panel, 'glovebook-panel');
  commands.addCommand(CommandIDs.panel, {
    label: trans.__('Show the Entries of the Notebook'),
    execute: () => app.shell.activateById(panel.id),
    describedBy: { args: { type: 'object', properties: {} } }
  });
  palette?.addItem({ command: CommandIDs.panel, category: 'Glovebook' });
}
