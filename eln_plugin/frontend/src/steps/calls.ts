import type { Api } from '../api.ts';
import type { Begun, OwnDefaults } from '../defaults.ts';

/** A kind that can follow an entry. */
export interface Step {
  kind: string;
  title: string;
}

export interface Made {
  /** Contents path of the new entry. */
  path: string;
  id: string;
}

export async function steps(api: Api, kind: string, path: string): Promise<Step[]> {
  return (await api.ask<{ steps: Step[] }>(`steps?${new URLSearchParams({ kind, path }).toString()}`)).steps;
}

/** A new entry of a kind that follows the one at a path, and links to it. */
export function follow(api: Api, path: string, kind: string, defaults: OwnDefaults): Promise<Begun> {
  return api.ask('follow', { path, kind, defaults });
}

/** A new entry with what the one at a path says. */
export function duplicate(api: Api, path: string): Promise<Made> {
  return api.ask('duplicate', { path });
}

export function rename(api: Api, path: string, id: string): Promise<{ path: string; linking: string[] }> {
  return api.ask('rename', { path, id, reason: '' });
}

/** Contents paths of the files that link to an entry. */
export async function linking(api: Api, path: string): Promise<string[]> {
  return (await api.ask<{ linking: string[] }>(`linking?path=${encodeURIComponent(path)}`)).linking;
}

/** Throw an entry, and the links to it, into the trash. */
export function remove(api: Api, path: string, reason: string): Promise<{ folder: string; id: string }> {
  return api.ask('delete', { path, unlink: true, reason });
}

export function putBack(api: Api, folder: string, id: string): Promise<{ path: string; not_linking: string[] }> {
  return api.ask('put-back', { folder, id });
}
