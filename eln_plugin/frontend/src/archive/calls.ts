import type { Api, Finding, Job } from '../api.ts';

export type Profile = 'draft' | 'archive' | 'publish';

/** What is exported: an entry with what it links to, or all entries of its notebook. */
export interface Wanted {
  path: string;
  profile: Profile;
  whole: 'yes' | 'no';
}

/** A finding with the contents path of the file that it is about; empty where there is none. */
export type Missing = Finding & { file: string };

/** What an export would take along, and what stops it. */
export interface Plan {
  /** Contents paths. */
  entries: string[];
  /** Findings about what cannot be read, and is left out of a draft. */
  unread: Missing[];
  /** How many findings block. */
  count: number;
  /** The first of them. */
  blocking: Missing[];
  /** Contents path of a folder that is free. */
  folder: string;
}

/** Where a crate went. */
export interface Written {
  folder: string;
  files: number;
  /** What was left out. */
  said: string[];
}

export function plan(api: Api, wanted: Wanted): Promise<Plan> {
  return api.ask(`exports?${new URLSearchParams({ ...wanted }).toString()}`);
}

export function begin(api: Api, wanted: Wanted, folder: string): Promise<Job> {
  return api.ask('exports', { ...wanted, folder });
}
