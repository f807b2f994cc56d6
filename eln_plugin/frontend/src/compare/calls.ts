import type { Api } from '../api.ts';

export interface Compared {
  method: string;
  /** Analyses by which the entries can be compared. */
  methods: string[];
  /** What its files are called unless somebody says otherwise. */
  name: string;
  svg: string;
  entries: {
    id: string;
    title: string;
    path: string;
    /** Why its result no longer fits; empty while it does. */
    stale: string[];
    values: Record<string, string>;
  }[];
}

/** The results of entries of the notebook around a path, in one figure. */
export function compare(api: Api, path: string, ids: readonly string[], method: string | null): Promise<Compared> {
  return api.ask('compare', { path, ids, ...(method === null ? {} : { method }) });
}

/** Contents paths of the figure, once it is kept in the notebook. */
export async function keep(
  api: Api,
  path: string,
  ids: readonly string[],
  method: string,
  name: string
): Promise<string[]> {
  return (await api.ask<{ paths: string[] }>('compare/keep', { path, ids, method, name })).paths;
}
