import { PageConfig } from '@jupyterlab/coreutils';

/** What was typed on a sheet and is not written into its entry yet. */
export interface Draft {
  batch: string | null;
  from: number | null;
  /** Reagent -> mass. */
  weighed: Record<string, string>;
}

export const EMPTY: Draft = { batch: null, from: null, weighed: {} };

/** The draft that the browser keeps for an entry; it outlives the sheet, the page and the server. */
export function kept(path: string): Draft {
  try {
    return { ...EMPTY, ...(JSON.parse(localStorage.getItem(key(path)) ?? '{}') as Partial<Draft>) };
  } catch {
    return EMPTY; // a browser that keeps nothing
  }
}

export function keep(path: string, draft: Draft): void {
  try {
    if (draft.batch === null && draft.from === null && Object.keys(draft.weighed).length === 0) {
      localStorage.removeItem(key(path));
    } else {
      localStorage.setItem(key(path), JSON.stringify(draft));
    }
  } catch {
    // full, or switched off: the sheet works without
  }
}

function key(path: string): string {
  return `glovebook-weigh:${PageConfig.getBaseUrl()}:${path}`;
}
