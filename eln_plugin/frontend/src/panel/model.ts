import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import type { Api, Overview } from '../api';
import type { Choice } from '../compare/choice';
import { LatestAnswer } from '../findings';
import { Refused } from '../refused';

interface Question {
  path: string;
  query: string;
}

/** The notebook that the side panel shows: the one around the file or folder that the person is at. */
export class PanelModel implements IDisposable {
  readonly changed = new Signal<this, void>(this);
  overview: Overview | null = null;
  /** The entry in front, as a contents path. */
  current = '';
  query = '';
  /** What is to be compared. */
  choice: Choice = null;
  /** What the server said of the last question, where it was refused. */
  refused: Refused | null = null;
  isDisposed = false;
  private path = '';
  private isShown = false;
  private readonly asker: LatestAnswer<Question, Overview>;
  private readonly api: Api;

  constructor(api: Api) {
    this.api = api;
    this.asker = new LatestAnswer(
      ({ path, query }) => api.overview(path, query),
      overview => this.put({ overview, refused: null }),
      error => {
        const refused = error instanceof Refused ? error : new Refused(String(error), '', 'failed');
        this.put(refused.reason === 'no_notebook' ? { overview: null, refused } : { refused });
      }
    );
  }

  /** The person has gone to another folder or file. */
  goTo(path: string, current = this.current): void {
    const isNew = path !== this.path;
    this.path = path;
    this.put({ current });
    if (isNew) {
      this.refresh(0);
    }
  }

  choose(choice: Choice): void {
    this.put({ choice });
  }

  search(query: string): void {
    this.put({ query });
    this.refresh();
  }

  /**
   * The path of the entry that a typed or scanned text means: the one with that id, or the only one that it finds.
   *
   * A scanner types faster than the search follows, so the server is asked once more; null where it may be several.
   */
  async meant(): Promise<string | null> {
    const text = this.query.trim();
    const { groups } = await this.api.overview(this.path, this.query);
    const entries = groups.flatMap(group => group.entries);
    const only = entries.length === 1 ? entries[0] : undefined;
    return (entries.find(({ id }) => id === text) ?? only)?.path ?? null;
  }

  /** Ask again, unless nobody looks: the panel asks when it is shown. */
  refresh(delay?: number): void {
    if (this.isShown && !this.isDisposed) {
      this.asker.put({ path: this.path, query: this.query }, delay);
    }
  }

  show(isShown: boolean): void {
    this.isShown = isShown;
    this.refresh(0);
  }

  dispose(): void {
    this.isDisposed = true;
    this.asker.dispose();
    Signal.clearData(this);
  }

  private put(state: Partial<PanelModel>): void {
    if (!this.isDisposed) {
      Object.assign(this, state);
      this.changed.emit();
    }
  }
}
