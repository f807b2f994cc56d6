import type { Api } from '../api.ts';
import type { Begun, OwnDefaults } from '../defaults.ts';

/** What the server says of files that wait in a notebook to become an entry. */
export interface Look {
  /** All kinds, and the id that a new entry of each would get. */
  kinds: { kind: string; title: string; id: string }[];
  /** Names of the kinds that the files can be of. */
  likely: string[];
  /** The first of the files, with what was read of them. */
  files: { name: string; said: string; read: boolean }[];
  /** How many others there are. */
  more: number;
}

export interface Choice {
  kind: string;
  id: string;
}

/** A new entry, and why some of its files are only attached. */
export interface Made extends Begun {
  kept: string[];
}

export function look(api: Api, folder: string, batch: string): Promise<Look> {
  return api.ask(address(folder, batch));
}

export function make(api: Api, folder: string, batch: string, choice: Choice, defaults: OwnDefaults): Promise<Made> {
  return api.ask('drop', { folder, batch, ...choice, defaults });
}

export function discard(api: Api, folder: string, batch: string): Promise<unknown> {
  return api.ask(address(folder, batch), undefined, 'DELETE');
}

function address(folder: string, batch: string): string {
  return `drop?folder=${encodeURIComponent(folder)}&batch=${encodeURIComponent(batch)}`;
}
