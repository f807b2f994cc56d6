import type { ICommandPalette } from '@jupyterlab/apputils';
import type { ILauncher } from '@jupyterlab/launcher';

import type { Kind } from './api';
import { CommandIDs } from './tokens';

const CATEGORY = 'Glovebook';

/** A card and a palette command for every kind of entry. */
export function offerKinds(kinds: readonly Kind[], launcher: ILauncher | null, palette: ICommandPalette | null): void {
  kinds.forEach(({ name }, rank) => {
    launcher?.add({ command: CommandIDs.create, args: { kind: name }, category: CATEGORY, rank });
    palette?.addItem({ command: CommandIDs.create, args: { kind: name, isPalette: true }, category: CATEGORY, rank });
  });
  const { analyse, findings, text, archive, weigh, label, settle } = CommandIDs;
  for (const command of [analyse, findings, text, archive, weigh, label, settle]) {
    palette?.addItem({ command, category: CATEGORY });
  }
}
