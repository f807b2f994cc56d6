import type { Api } from '../api.ts';

/** What a review can say. */
export interface Reviewing {
  people: { key: string; name: string }[];
  verdicts: string[];
}

export interface Review {
  verdict: string;
  /** A key of the notebook's people, or an ORCID. */
  by: string;
  remark: string;
}

export function reviewing(api: Api, path: string): Promise<Reviewing> {
  return api.ask(`reviewing?path=${encodeURIComponent(path)}`);
}

/** Add a review of the text that the person has read. */
export function review(api: Api, path: string, text: string, said: Review): Promise<{ sha256: string }> {
  return api.ask('review', { path, text, ...said });
}

/** Path -> value of what stands in a reviewed entry before it is changed. */
export async function amendment(api: Api, path: string, text: string, reason: string): Promise<Record<string, string>> {
  return (await api.ask<{ values: Record<string, string> }>('amend', { path, text, reason })).values;
}
