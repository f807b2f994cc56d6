import type { Api } from '../api.ts';

/** A field that two people changed; a text is null where the side has no such field. */
export interface Clash {
  path: string;
  base: string | null;
  /** What the entry holds. */
  theirs: string | null;
  /** What is kept beside it. */
  mine: string | null;
  /** Whether it is a text, and not a list or a group of fields. */
  editable: boolean;
}

/** A change that clashed with another. */
export interface Conflict {
  /** Name of the file that keeps it, beside the entry. */
  file: string;
  at: string;
  by: string;
  cause: string;
  fields: Clash[];
  /** Both texts, where they clash as wholes. */
  whole: { theirs: string; mine: string } | null;
}

export type Side = 'theirs' | 'mine';

/** What somebody decided about a conflict: for all of it, by field, or a text of its own for a field. */
export interface Decision {
  choice: Side | '';
  choices: Record<string, Side>;
  values: Record<string, string>;
}

export async function conflicts(api: Api, path: string): Promise<Conflict[]> {
  return (await api.ask<{ conflicts: Conflict[] }>(`conflicts?path=${encodeURIComponent(path)}`)).conflicts;
}

/** How many fields of a conflict clash still. */
export async function resolve(
  api: Api,
  path: string,
  file: string,
  decision: Decision,
  reason: string
): Promise<number> {
  return (await api.ask<{ left: number }>('resolve', { path, file, ...decision, reason })).left;
}
