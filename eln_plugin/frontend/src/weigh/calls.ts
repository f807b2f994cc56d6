import type { Api } from '../api.ts';

/** One reagent on the sheet; all numbers are the server's, as text. */
export interface Row {
  formula: string;
  /** Id of the bottle, or of the synthesis that made it. */
  entry: string;
  lot: string;
  purity: string;
  /** Mass to weigh. */
  target: string;
  mass: string;
  /** Why what was typed is no mass. */
  said: string;
  amount: string;
  ratio: string;
  deviation: string;
}

export interface Sheet {
  product: string;
  /** The ratio that is wanted, and that of what was weighed. */
  wanted: string;
  weighed: string;
  /** Whether they are the same within what weighing leaves open; `null` until all are weighed. */
  fits: boolean | null;
  /** Why it cannot be said what to weigh. */
  said: string;
  rows: Row[];
  /** Path in the entry -> text: what the sheet says and the entry does not. */
  values: Record<string, string>;
}

/** What stands on the sheet. */
export interface Typed {
  path: string;
  /** The entry as it stands in the editor. */
  text: string;
  batch: string;
  /** A mass a reagent; `null` where nobody has typed. */
  weighed: (string | null)[];
  /** The portion to start from, instead of a batch. */
  start?: { reagent: number; mass: string };
}

export function weigh(api: Api, typed: Typed): Promise<Sheet> {
  return api.ask('weigh', typed);
}
