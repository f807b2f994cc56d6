import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Dialog, InputDialog, Notification, showDialog, showErrorMessage } from '@jupyterlab/apputils';
import type { ICommandPalette } from '@jupyterlab/apputils';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { Api } from '../api';
import type { Defaults } from '../defaults';
import { Refused } from '../refused';
import { CommandIDs, FACTORY } from '../tokens';
import type { IEntryTracker } from '../tokens';
import { duplicate, follow, linking, putBack, remove, rename } from './calls';
import { filesChanged } from './changed';

interface Parts {
  app: JupyterFrontEnd;
  api: Api;
  tracker: IEntryTracker;
  trans: TranslationBundle;
  defaults: Defaults;
  palette: ICommandPalette | null;
}

type Act = (parts: Parts, path: string, args: Record<string, unknown>) => Promise<unknown>;

/** Commands that begin an entry with another one, rename it or delete it: from the form, the side panel, the palette. */
export function addSteps(parts: Parts): void {
  const { app, tracker, trans, palette } = parts;
  const { commands } = app;
  const inPanel = (): string | undefined => app.contextMenuHitTest(isEntry)?.dataset['path'];
  const add = (id: string, label: string, act: Act, kind?: string): void => {
    commands.addCommand(id, {
      label,
      isEnabled: args => pathOf(args) !== undefined,
      execute: async args => {
        const path = pathOf(args);
        return path === undefined ? undefined : told(trans, () => act(parts, path, args));
      },
      describedBy: {
        args: {
          type: 'object',
          properties: {
            path: { type: 'string', description: trans.__('The entry’s file; the one in front if left out') },
            ...(kind ? { kind: { type: 'string', description: kind } } : {})
          },
          ...(kind ? { required: ['kind'] } : {})
        }
      }
    });
  };
  const pathOf = (args: Record<string, unknown>): string | undefined => {
    const { path } = args;
    return typeof path === 'string' ? path : (inPanel() ?? tracker.currentWidget?.context.path);
  };
  add(CommandIDs.follow, trans.__('Next Step of This Sample'), begun(followed), trans.__('Kind of the new entry'));
  add(CommandIDs.duplicate, trans.__('Duplicate Entry'), begun(({ api }, path) => duplicate(api, path)));
  add(CommandIDs.rename, trans.__('Rename Entry …'), renamed);
  add(CommandIDs.remove, trans.__('Delete Entry …'), removed);
  [CommandIDs.duplicate, CommandIDs.rename, CommandIDs.remove].forEach((command, rank) => {
    app.contextMenu.addItem({ command, selector: '.gb-Panel-entry[data-path]', rank });
    palette?.addItem({ command, category: 'Glovebook' });
  });
}

function isEntry(node: HTMLElement): boolean {
  return node.classList.contains('gb-Panel-entry') && node.dataset['path'] !== undefined;
}

/** Shows what the server refused; what the person does not want is not done. */
async function told(trans: TranslationBundle, act: () => Promise<unknown>): Promise<unknown> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Refused)) {
      throw error;
    }
    await showErrorMessage(trans.__('Nothing was changed'), error.sentence);
    return undefined;
  }
}

/** Makes an entry from the one at a path, as it stands in the form, and opens it. */
function begun(make: (parts: Parts, path: string, kind: string) => Promise<{ path: string }>): Act {
  return async (parts, path, args) => {
    await saved(parts, path);
    const made = await make(parts, path, String(args['kind'] ?? ''));
    filesChanged.emit();
    return open(parts, made.path);
  };
}

function followed({ api, defaults }: Parts, path: string, kind: string): Promise<{ path: string }> {
  return defaults.begin(own => follow(api, path, kind, own));
}

const renamed: Act = async (parts, path) => {
  const { api, trans } = parts;
  const answer = await InputDialog.getText({
    title: trans.__('Rename %1', idOf(path)),
    label: trans.__('New id; all links and results follow.'),
    text: idOf(path),
    okLabel: trans.__('Rename'),
    required: true
  });
  const name = answer.value?.trim() ?? '';
  if (!answer.button.accept || name === '' || name === idOf(path)) {
    return undefined;
  }
  const others = await linking(api, path);
  for (const each of [path, ...others]) {
    await saved(parts, each);
  }
  const done = await rename(api, path, name);
  close(parts, path);
  await reloaded(parts, done.linking);
  filesChanged.emit();
  return open(parts, done.path);
};

const removed: Act = async (parts, path) => {
  const { api, trans } = parts;
  const others = await linking(api, path);
  const links = trans.__('Links to it are taken out of %1.', others.map(idOf).join(', '));
  const answer = await showDialog({
    title: trans.__('Delete %1?', idOf(path)),
    body: [
      trans.__('It goes to the trash with its results. Its raw files stay.'),
      ...(others.length > 0 ? [links] : [])
    ].join(' '),
    buttons: [Dialog.cancelButton(), Dialog.warnButton({ label: trans.__('Delete') })]
  });
  if (!answer.button.accept) {
    return undefined;
  }
  for (const each of [path, ...others]) {
    await saved(parts, each);
  }
  const gone = await withReason(trans, reason => remove(api, path, reason));
  if (gone === undefined) {
    return undefined;
  }
  close(parts, path);
  const { shell } = parts.app;
  if (shell.currentWidget && document.activeElement === document.body) {
    shell.activateById(shell.currentWidget.id); // the form that had the focus is gone
  }
  await reloaded(parts, others);
  filesChanged.emit();
  const undo = async (): Promise<void> => {
    const back = await putBack(api, gone.folder, gone.id);
    await reloaded(parts, others);
    filesChanged.emit();
    await open(parts, back.path);
  };
  const label = trans.__('Put back');
  Notification.info(trans.__('%1 is in the trash.', gone.id), {
    autoClose: 15_000,
    actions: [{ label, callback: () => void told(trans, undo) }]
  });
  return gone;
};

/** Does something; where a review has locked the entry, asks why and does it with the reason. */
async function withReason<T>(trans: TranslationBundle, act: (reason: string) => Promise<T>): Promise<T | undefined> {
  try {
    return await act('');
  } catch (error) {
    if (!(error instanceof Refused) || error.reason !== 'reviewed') {
      throw error;
    }
    const answer = await InputDialog.getText({ title: error.message, label: trans.__('Why?'), required: true });
    return answer.button.accept ? act(answer.value ?? '') : undefined;
  }
}

/** The id of an entry, as its file is called. */
function idOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.gb\.yaml$/, '');
}

function open({ app }: Parts, path: string): Promise<unknown> {
  return app.commands.execute('docmanager:open', { path, factory: FACTORY });
}

/** A view of a file in the main area. */
interface View {
  context: DocumentRegistry.Context;
  dispose(): void;
}

/** The views of a file, form and text. */
function viewsOf(app: JupyterFrontEnd, path: string): View[] {
  const widgets: Iterable<unknown> = app.shell.widgets('main');
  return (Array.from(widgets) as View[]).filter(view => (view as Partial<View>).context?.path === path);
}

/** What is typed in an entry and not saved is saved: what is done with the file is done with all of it. */
async function saved({ app }: Parts, path: string): Promise<void> {
  const context = viewsOf(app, path)[0]?.context;
  if (context?.model.dirty) {
    await context.save();
  }
}

function close({ app }: Parts, path: string): void {
  viewsOf(app, path).forEach(view => view.dispose());
}

/** Files that were changed on disk are shown as they are now. */
async function reloaded({ app }: Parts, paths: string[]): Promise<void> {
  for (const path of paths) {
    await viewsOf(app, path)[0]?.context.revert();
  }
}
