import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import type { ICommandPalette } from '@jupyterlab/apputils';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { TranslationBundle } from '@jupyterlab/translation';

import { CommandIDs } from './tokens';

/** The plugin whose settings hold the defaults. */
const PLUGIN = 'glovebook:entries';

/** What the person works with; the server knows which fields of which kinds that fills. */
export interface OwnDefaults {
  operator?: string;
  glovebox?: string;
  instruments?: Record<string, string>;
}

/** A new entry, and a sentence for each default that does not fit it. */
export interface Begun {
  /** Contents path of its file. */
  path: string;
  id: string;
  refused: string[];
}

/** What the settings say that new entries are filled with. */
export class Defaults {
  private readonly app: JupyterFrontEnd;
  private readonly trans: TranslationBundle;
  private readonly settings: Promise<ISettingRegistry.ISettings> | null;

  constructor(app: JupyterFrontEnd, trans: TranslationBundle, registry: ISettingRegistry | null) {
    this.app = app;
    this.trans = trans;
    this.settings = registry?.load(PLUGIN) ?? null;
    this.settings?.catch(() => undefined); // it is told when an entry is begun
  }

  /** Begin an entry with the defaults of this moment, and tell which of them do not fit. */
  async begin<B extends Begun>(make: (own: OwnDefaults) => Promise<B>): Promise<B> {
    const begun = await make(await this.own());
    if (begun.refused.length > 0) {
      this.tell(begun.refused.join('\n'));
    }
    return begun;
  }

  private async own(): Promise<OwnDefaults> {
    try {
      return ((await this.settings)?.composite ?? {}) as OwnDefaults;
    } catch (error) {
      this.tell(this.trans.__('The defaults could not be read: %1', String(error)));
      return {};
    }
  }

  private tell(sentence: string): void {
    const { app, trans } = this;
    const callback = (): void => void app.commands.execute(CommandIDs.settings);
    Notification.warning(sentence, { autoClose: false, actions: [{ label: trans.__('Settings'), callback }] });
  }
}

/** The command that shows the defaults. */
export function addSettings(app: JupyterFrontEnd, trans: TranslationBundle, palette: ICommandPalette | null): void {
  app.commands.addCommand(CommandIDs.settings, {
    label: trans.__('Defaults of New Entries …'),
    caption: trans.__('Operator, glovebox and instruments that new entries are filled with'),
    isEnabled: () => app.commands.hasCommand('settingeditor:open'),
    execute: () => app.commands.execute('settingeditor:open', { query: 'Glovebook' }),
    describedBy: { args: { type: 'object', properties: {} } }
  });
  palette?.addItem({ command: CommandIDs.settings, category: 'Glovebook' });
}
