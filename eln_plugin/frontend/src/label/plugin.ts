import type { JupyterFrontEnd } from '@jupyterlab/application';
import { showErrorMessage } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

import type { Api } from '../api';
import { Refused } from '../refused';
import { CommandIDs } from '../tokens';
import type { IEntryTracker } from '../tokens';

interface Parts {
  app: JupyterFrontEnd;
  api: Api;
  tracker: IEntryTracker;
  trans: TranslationBundle;
}

/** The command that hands out a label of the entry in front, to print. */
export function addLabel({ app, api, tracker, trans }: Parts): void {
  app.commands.addCommand(CommandIDs.label, {
    label: trans.__('Print a Label of This Entry'),
    caption: trans.__('A PDF with the id as a QR code'),
    isEnabled: () => tracker.currentWidget !== null,
    execute: async () => {
      const context = tracker.currentWidget?.context;
      if (!context) {
        return;
      }
      try {
        await context.save();
        const { name, pdf } = await api.ask<{ name: string; pdf: string }>(
          `labels?path=${encodeURIComponent(context.path)}`
        );
        handOut(name, pdf);
      } catch (error) {
        if (error instanceof Refused) {
          await showErrorMessage(trans.__('No label was made'), error.sentence);
        } else if (!(error instanceof Error) || error.name !== 'ModalCancelError') {
          throw error; // where the save came to nothing, the form says why
        }
      }
    },
    describedBy: { args: { type: 'object', properties: {} } }
  });
}

/** Let the browser download a PDF that came as base64. */
function handOut(name: string, pdf: string): void {
  const bytes = Uint8Array.from(atob(pdf), letter => letter.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
