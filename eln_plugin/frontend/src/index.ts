import { ILayoutRestorer } from '@jupyterlab/application';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, WidgetTracker } from '@jupyterlab/apputils';
import type { IDocumentWidget } from '@jupyterlab/docregistry';
import { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import { ILauncher } from '@jupyterlab/launcher';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { saveIcon, ToolbarButton } from '@jupyterlab/ui-components';

import { Api } from './api';
import type { Kind } from './api';
import { addArchive } from './archive/plugin';
import { addCommands, showText } from './commands';
import { addComparison } from './compare/plugin';
import { addSettings, Defaults } from './defaults';
import { addDrop } from './drop/plugin';
import { entryIcon } from './icons';
import { Keepers } from './keep/keepers';
import { addLabel } from './label/plugin';
import { offerKinds } from './launcher';
import { addPanel } from './panel/plugin';
import { addResolve } from './resolve/plugin';
import { addSteps } from './steps/plugin';
import { addTemplates } from './templates/plugin';
import { CommandIDs, FACTORY, FILE_TYPE, IEntryTracker } from './tokens';
import { addWeigh, weighButton } from './weigh/plugin';
import { EntryFactory } from './widget';
import type { EntryForm } from './widget';

/** Opens `*.gb.yaml` as a form. */
const entries: JupyterFrontEndPlugin<IEntryTracker> = {
  id: 'glovebook:entries',
  description: 'Entries of a Glovebook notebook as forms.',
  autoStart: true,
  provides: IEntryTracker,
  optional: [ILayoutRestorer, ITranslator],
  activate: (app: JupyterFrontEnd, restorer: ILayoutRestorer | null, translator: ITranslator | null) => {
    const { docRegistry, serviceManager, commands } = app;
    const trans = (translator ?? nullTranslator).load('glovebook');
    const tracker = new WidgetTracker<IDocumentWidget<EntryForm>>({ namespace: 'glovebook' });
    docRegistry.addFileType({
      name: FILE_TYPE,
      displayName: trans.__('Glovebook entry'),
      extensions: ['.gb.yaml'],
      mimeTypes: ['text/x-yaml'],
      fileFormat: 'text',
      contentType: 'file',
      icon: entryIcon
    });
    const api = new Api(serviceManager.serverSettings);
    const keepers = new Keepers(api, serviceManager.contents, serviceManager.serverSettings.baseUrl);
    const hasForm = (context: unknown): boolean => tracker.find(widget => widget.context === context) !== undefined;
    docRegistry.addWidgetExtension('Editor', keepers.editors(trans, hasForm));
    const factory = new EntryFactory({
      name: FACTORY,
      modelName: 'text',
      fileTypes: [FILE_TYPE],
      defaultFor: [FILE_TYPE],
      api,
      keepers,
      trans,
      contents: serviceManager.contents,
      showText: path => void showText(app, path, tracker.currentWidget),
      settle: path => void commands.execute(CommandIDs.settle, { path }),
      toolbarFactory: ({ content, context }) => [
        {
          name: 'save',
          widget: new ToolbarButton({
            icon: saveIcon,
            tooltip: trans.__('Save'),
            onClick: () => void context.save().catch(() => undefined) // the form says why
          })
        },
        {
          name: 'text',
          widget: new ToolbarButton({
            label: trans.__('YAML'),
            tooltip: trans.__('Show the text beside the form'),
            onClick: () => void commands.execute(CommandIDs.text)
          })
        },
        {
          name: 'archive',
          widget: new ToolbarButton({
            label: trans.__('Archive'),
            tooltip: trans.__('See what is missing, and write a crate'),
            onClick: () => void commands.execute(CommandIDs.archive)
          })
        },
        {
          name: 'weigh',
          widget: weighButton(content.model, trans, () => void commands.execute(CommandIDs.weigh))
        }
      ]
    });
    factory.widgetCreated.connect((_, widget) => {
      widget.context.pathChanged.connect(() => void tracker.save(widget));
      widget.content.model.run = (command, args) => void commands.execute(command, args);
      widget.content.model.changed.connect(() => commands.notifyCommandChanged(CommandIDs.analyse));
      void tracker.add(widget);
    });
    docRegistry.addWidgetFactory(factory);
    void restorer?.restore(tracker, {
      command: 'docmanager:open',
      args: widget => ({ path: widget.context.path, factory: FACTORY }),
      name: widget => widget.context.path
    });
    return tracker;
  }
};

/** Offers a new entry of every kind in the launcher and the command palette. */
const commands: JupyterFrontEndPlugin<void> = {
  id: 'glovebook:commands',
  description: 'New entries from the launcher, and analyses.',
  autoStart: true,
  requires: [IEntryTracker],
  optional: [ILauncher, ICommandPalette, IDefaultFileBrowser, ITranslator, ISettingRegistry],
  activate: (
    app: JupyterFrontEnd,
    tracker: IEntryTracker,
    launcher: ILauncher | null,
    palette: ICommandPalette | null,
    browser: IDefaultFileBrowser | null,
    translator: ITranslator | null,
    registry: ISettingRegistry | null
  ) => {
    const api = new Api(app.serviceManager.serverSettings);
    const trans = (translator ?? nullTranslator).load('glovebook');
    const kinds: Kind[] = [];
    const defaults = new Defaults(app, trans, registry);
    addCommands({ app, api, tracker, trans, defaults, browser, kinds });
    addResolve({ app, api, tracker, trans });
    addTemplates({ app, api, trans, defaults, browser, launcher, palette });
    addDrop({ app, api, trans, defaults, browser, palette });
    addSteps({ app, api, tracker, trans, defaults, palette });
    addSettings(app, trans, palette);
    addComparison({ app, api, trans });
    addArchive({ app, api, tracker, trans });
    addLabel({ app, api, tracker, trans });
    addWeigh({ app, tracker, trans });
    void api.kinds().then(
      found => {
        kinds.push(...found);
        offerKinds(kinds, launcher, palette);
      },
      error => console.warn('Glovebook’s server extension does not answer:', error)
    );
  }
};

/** Shows the entries of the notebook in the side bar. */
const panel: JupyterFrontEndPlugin<void> = {
  id: 'glovebook:panel',
  description: 'The entries of a notebook in the side bar.',
  autoStart: true,
  requires: [IEntryTracker],
  optional: [ILayoutRestorer, IDefaultFileBrowser, ICommandPalette, ITranslator, ISettingRegistry],
  activate: (
    app: JupyterFrontEnd,
    tracker: IEntryTracker,
    restorer: ILayoutRestorer | null,
    browser: IDefaultFileBrowser | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null,
    registry: ISettingRegistry | null
  ) => {
    const trans = (translator ?? nullTranslator).load('glovebook');
    const defaults = new Defaults(app, trans, registry);
    addPanel({ app, tracker, trans, defaults, restorer, browser, palette });
  }
};

export default [entries, commands, panel];
