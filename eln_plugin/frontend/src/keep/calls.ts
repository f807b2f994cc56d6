import type { Api } from '../api.ts';

/** What a file holds after a save. */
export interface Saved {
  text: string;
  /** Of its bytes. */
  sha256: string;
  /** Whether somebody else had changed it meanwhile. */
  merged: boolean;
  /** Contents path of the file that keeps what clashed. */
  conflict: string | null;
}

/** Save a text that was made from `base`; what others changed since is merged by the server. */
export function save(api: Api, path: string, text: string, base: string, reason: string): Promise<Saved> {
  return api.ask('save', { path, text, base, reason });
}
