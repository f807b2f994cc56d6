import type { Api } from '../api.ts';

/** What an entry held from a time on. */
export interface Version {
  /** `null` where the file was gone. */
  sha256: string | null;
  at: string;
  author: string;
  cause: string;
  /** SHA-256 of what it was made from; empty where there was nothing. */
  before: string;
  is_now: boolean;
}

export interface Line {
  mark: 'same' | 'old' | 'new' | 'place' | 'remark';
  text: string;
}

export async function versions(api: Api, path: string): Promise<Version[]> {
  return (await api.ask<{ versions: Version[] }>(`history?path=${encodeURIComponent(path)}`)).versions;
}

/** What changed between two versions; an empty first is nothing, an empty second is the file as it is. */
export async function difference(api: Api, path: string, first: string, second: string): Promise<Line[]> {
  const query = new URLSearchParams({ path, first, second });
  return (await api.ask<{ lines: Line[] }>(`diff?${query.toString()}`)).lines;
}

export function restore(api: Api, path: string, version: string, reason: string): Promise<{ sha256: string }> {
  return api.ask('restore', { path, version, reason });
}
