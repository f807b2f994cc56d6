import { Signal } from '@lumino/signaling';

import { follow } from '../analysis';
import type { Api, Job } from '../api';
import { LatestAnswer } from '../findings';
import { Refused } from '../refused';
import { begin, plan } from './calls';
import type { Plan, Profile, Wanted, Written } from './calls';

/** What the archive view of one entry shows. */
export class ArchiveModel {
  readonly changed = new Signal<this, void>(this);
  wanted: Wanted;
  folder = '';
  plan: Plan | null = null;
  job: Job | null = null;
  written: Written | null = null;
  said = '';
  private readonly api: Api;
  private readonly plans: LatestAnswer<Wanted, Plan>;
  /** Save what is typed in the form first: the crate is made from files. */
  private readonly saved: () => Promise<void>;

  constructor(api: Api, path: string, saved: () => Promise<void>) {
    this.api = api;
    this.saved = saved;
    this.wanted = { path, profile: 'archive', whole: 'no' };
    this.plans = new LatestAnswer(
      async wanted => {
        await this.saved();
        return plan(api, wanted);
      },
      found => this.put({ plan: found, folder: found.folder, said: '' }),
      error => this.put({ said: wordsOf(error) }),
      0
    );
    this.look();
  }

  choose(wanted: Partial<Wanted>): void {
    this.put({ wanted: { ...this.wanted, ...wanted }, plan: null, written: null });
    this.look();
  }

  put(state: Partial<ArchiveModel>): void {
    Object.assign(this, state);
    this.changed.emit();
  }

  look(): void {
    this.plans.put(this.wanted);
  }

  async write(): Promise<void> {
    const { api, wanted, folder } = this;
    this.put({ written: null, said: '' });
    try {
      await this.saved();
      const done = await follow<Written>(await begin(api, wanted, folder), id => api.job(id), job => this.put({ job }));
      this.put({ written: done });
    } catch (error) {
      this.put({ said: wordsOf(error) });
    }
    this.put({ job: null });
  }

  async cancel(): Promise<void> {
    if (this.job) {
      await this.api.cancel(this.job.id).catch(error => this.put({ said: wordsOf(error) }));
    }
  }

  dispose(): void {
    this.plans.dispose();
    Signal.clearData(this);
  }
}

/** What each profile is for; the rules of each are the server's. */
export const PROFILES: readonly Profile[] = ['draft', 'archive', 'publish'];

function wordsOf(error: unknown): string {
  return error instanceof Refused ? error.sentence : error instanceof Error ? error.message : String(error);
}
