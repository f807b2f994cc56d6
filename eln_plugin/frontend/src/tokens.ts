import type { IWidgetTracker } from '@jupyterlab/apputils';
import type { IDocumentWidget } from '@jupyterlab/docregistry';
import { Token } from '@lumino/coreutils';

import type { EntryForm } from './widget';

/** Name of the file type of `<id>.gb.yaml`. */
export const FILE_TYPE = 'glovebook-entry';

/** Name of the widget factory of the form. */
export const FACTORY = 'Glovebook';

export const CommandIDs = {
  create: 'glovebook:new',
  fromTemplate: 'glovebook:new-from-template',
  fromFiles: 'glovebook:new-from-files',
  save: 'glovebook:save',
  analyse: 'glovebook:analyse',
  text: 'glovebook:show-text',
  findings: 'glovebook:next-finding',
  undo: 'glovebook:undo',
  redo: 'glovebook:redo',
  settle: 'glovebook:settle',
  compare: 'glovebook:compare',
  follow: 'glovebook:next-step',
  duplicate: 'glovebook:duplicate',
  rename: 'glovebook:rename',
  remove: 'glovebook:delete',
  archive: 'glovebook:archive',
  label: 'glovebook:label',
  settings: 'glovebook:settings',
  weigh: 'glovebook:weigh-sheet',
  panel: 'glovebook:show-panel'
} as const;

export type IEntryTracker = IWidgetTracker<IDocumentWidget<EntryForm>>;

/** The forms that are open. */
export const IEntryTracker = new Token<IEntryTracker>('glovebook:IEntryTracker', 'The entry forms that are open.');
