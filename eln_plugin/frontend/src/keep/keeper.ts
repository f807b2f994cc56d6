import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { Contents } from '@jupyterlab/services';
import { ServerConnection } from '@jupyterlab/services';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

import type { Api } from '../api';
import { Refused } from '../refused';
import { save } from './calls';
import type { Saved } from './calls';
import { differing } from './differing';
import type { Drafts } from './drafts';

const FIRST = 1000;
const LONGEST = 15_000;
const LOOK = 5000;
const GONE: ReadonlySet<string> = new Set(['no_json', 'no_server', 'logged_out']);

/** What the person should know about the saving of an entry. */
export type Told =
  | { about: 'back'; at: string }
  | { about: 'clash' }
  | { about: 'changed' }
  | { about: 'reviewed' | 'refused'; message: string; hint: string };

/** Thrown where a save came to nothing and the person has been told: whoever asked for it need not tell again. */
export class NotSaved extends Error {
  /** The name by which JupyterLab knows that no further dialog is wanted. */
  override readonly name = 'ModalCancelError';
}

interface Inside {
  _saveState: Signal<DocumentRegistry.Context, DocumentRegistry.SaveState>;
}

/** The text that all views of a document share. */
interface SharedText {
  getSource(): string;
  updateSource(start: number, end: number, text: string): void;
}

/**
 * Saves one entry that is open, whichever views it has, and keeps what is typed until it is saved.
 *
 * It takes the place of the save of JupyterLab's context, which knows only to overwrite a file that has changed, or to
 * throw the text away. Every change is put into the browser first; a save names the text that the typing began with, so
 * that the server can merge; without the server it is tried again until it answers.
 */
export class Keeper implements IDisposable {
  readonly changed = new Signal<this, void>(this);
  readonly context: DocumentRegistry.Context;
  /** Whether the server does not answer. */
  isAway = false;
  /** Whether it answers that it does not know who asks. */
  isLoggedOut = false;
  isSaving = false;
  /** Whether the browser took what was typed last; it may have no room, or keep nothing in private windows. */
  isKept = true;
  told: Told | null = null;
  isDisposed = false;
  protected base = '';
  protected readonly api: Api;
  protected readonly contents: Contents.IManager;
  /** The save of JupyterLab's context. */
  protected readonly others: () => Promise<void>;
  private readonly drafts: Drafts;
  private sha256: string | null = null;
  private queue: Promise<void> = Promise.resolve();
  private draft: Promise<void> | null = null;
  private isStale = false;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private pause = FIRST;
  private looking: ReturnType<typeof setInterval> | undefined;
  private path: string;

  constructor(context: DocumentRegistry.Context, api: Api, contents: Contents.IManager, drafts: Drafts) {
    this.context = context;
    this.api = api;
    this.contents = contents;
    this.drafts = drafts;
    this.path = context.path;
    this.others = context.save.bind(context);
    const revert = context.revert.bind(context);
    context.save = () => this.save();
    context.revert = async () => {
      await revert();
      this.start();
    };
    context.disposed.connect(() => this.dispose());
    void context.ready.then(() => this.begin());
  }

  /** Whether something was typed that the file does not hold. */
  get isUnsaved(): boolean {
    return this.isElsewhere ? this.context.model.dirty : this.source !== this.base;
  }

  /** Save what stands in the document now, after the saves that are under way; it fails only once told to the person. */
  save(reason = ''): Promise<void> {
    if (this.isElsewhere) {
      return this.others();
    }
    this.queue = this.queue.then(
      () => this.send(reason),
      () => this.send(reason)
    );
    return this.queue;
  }

  dismiss(): void {
    this.tell(null);
  }

  dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this.isDisposed = true;
    clearTimeout(this.retry);
    clearInterval(this.looking);
    window.removeEventListener('online', this.onOnline);
    void this.drafts.remove(this.path).catch(() => undefined); // the person has saved or thrown away what was typed
    Signal.clearData(this);
  }

  protected get source(): string {
    return this.shared.getSource();
  }

  /** What the browser keeps, and the text that it was made from. */
  protected get typed(): { base: string; text: string } {
    return { base: this.base, text: this.source };
  }

  protected get shared(): SharedText {
    return this.context.model.sharedModel as unknown as SharedText;
  }

  /** What the document holds is what the file holds. */
  protected start(): void {
    this.base = this.source;
    const { hash, hash_algorithm: kind } = this.context.contentsModel ?? {};
    this.sha256 = kind === 'sha256' ? (hash ?? null) : null;
    this.onText();
  }

  /** Put back a text of a tab that is gone, which was made from `base`; whether that was done. */
  protected async putBack(text: string, base: string): Promise<boolean> {
    if (base === this.source) {
      this.put(text);
      return true;
    }
    return this.savedAside(text, base, saved => this.take(saved, this.source));
  }

  /** Whether a text that was made from something else than the file holds now could be merged into the file. */
  protected async savedAside(text: string, base: string, take: (saved: Saved) => void): Promise<boolean> {
    try {
      take(await save(this.api, this.context.path, text, base, ''));
      return true;
    } catch (error) {
      this.fail(error);
      return false;
    }
  }

  /** What follows from the document's text, or from its being saved. */
  protected onText(): void {
    this.isStale = true;
    this.draft ??= this.keep();
    this.changed.emit();
  }

  protected fail(error: unknown): void {
    this.isLoggedOut = error instanceof Refused && error.reason === 'logged_out';
    this.isAway = isAway(error);
    if (this.isAway) {
      clearTimeout(this.retry);
      this.retry = setTimeout(() => void this.again(), this.pause);
      this.pause = Math.min(1.5 * this.pause, LONGEST);
      this.changed.emit();
    } else if (error instanceof Refused) {
      const about = error.reason === 'reviewed' ? 'reviewed' : 'refused';
      this.tell({ about, message: error.message, hint: error.hint });
    } else {
      this.tell({ about: 'refused', message: String(error), hint: '' });
    }
  }

  protected tell(told: Told | null): void {
    this.told = told;
    this.changed.emit();
  }

  /** The server has answered. */
  protected isThere(): void {
    this.isAway = false;
    this.pause = FIRST;
    clearTimeout(this.retry);
  }

  /** Ask the server once more; what was typed without it is saved. */
  protected async retried(): Promise<void> {
    await this.save().catch(() => undefined);
  }

  private get isElsewhere(): boolean {
    return this.contents.driveName(this.context.path) !== '';
  }

  private async begin(): Promise<void> {
    const { context } = this;
    if (this.isDisposed || this.isElsewhere) {
      return;
    }
    this.start();
    context.model.contentChanged.connect(this.onText, this);
    context.pathChanged.connect(this.onPath, this);
    this.looking = setInterval(() => void this.lookNow(), LOOK);
    window.addEventListener('online', this.onOnline);
    await this.bringBack();
  }

  /** Put back what was typed in tabs that are gone, on what the file holds now. */
  private async bringBack(): Promise<void> {
    const left = await this.drafts.left(this.path).catch(() => []);
    for (const draft of left) {
      if (draft.text !== this.source && draft.text !== draft.base) {
        if (!(await this.putBack(draft.text, draft.base))) {
          continue; // it stays where it is, for the next time
        }
        await this.draft;
        this.tell({ about: 'back', at: draft.at });
      }
      await this.drafts.drop(draft.key).catch(() => undefined);
    }
  }

  /** Write what stands in the document into the browser, until that is the newest. */
  private async keep(): Promise<void> {
    await Promise.resolve();
    while (this.isStale && !this.isDisposed) {
      this.isStale = false;
      const { typed, path } = this;
      try {
        await (this.isUnsaved ? this.drafts.put(path, typed.base, typed.text) : this.drafts.remove(path));
        this.isKept = true;
      } catch (error) {
        this.isKept = false;
        console.warn('Glovebook cannot keep what is typed in this browser:', error);
      }
    }
    this.draft = null;
    this.changed.emit();
  }

  private onPath(): void {
    void this.drafts.remove(this.path).catch(() => undefined);
    this.path = this.context.path;
    this.onText();
  }

  private readonly onOnline = (): void => {
    this.pause = FIRST;
    void this.again();
  };

  private async send(reason: string): Promise<void> {
    if (this.isDisposed) {
      return;
    }
    const { source: text, base, context } = this;
    this.emit('started');
    this.isSaving = true;
    this.changed.emit();
    try {
      this.take(await save(this.api, context.path, text, base, reason), text);
    } catch (error) {
      this.isSaving = false;
      if (error instanceof Refused && error.reason === 'outside') {
        return this.others(); // a notebook that begins above the server's folder is JupyterLab's alone
      }
      this.emit('failed');
      this.fail(error);
      throw new NotSaved(error instanceof Error ? error.message : String(error));
    }
    this.isSaving = false;
    this.emit('completed');
  }

  /** Take what the file holds into the document; where somebody has typed on meanwhile, the next save merges it. */
  private take(saved: Saved, sent: string): void {
    if (this.isDisposed) {
      return;
    }
    this.isThere();
    this.sha256 = saved.sha256;
    if (this.source === sent) {
      this.base = saved.text;
      this.put(saved.text);
      this.context.model.dirty = false;
    } else {
      this.base = sent;
      if (saved.text !== sent) {
        void this.save().catch(() => undefined);
      }
    }
    this.tell(saved.conflict ? { about: 'clash' } : this.told?.about === 'clash' ? this.told : null);
    this.onText();
  }

  private put(text: string): void {
    const span = differing(this.source, text);
    if (span) {
      this.shared.updateSource(span.start, span.end, span.insert);
    }
  }

  private async again(): Promise<void> {
    if (!this.isDisposed && this.isAway) {
      await this.retried();
    }
  }

  /** See whether the file was changed on the disk: what the form shows follows it, unless something was typed. */
  protected async look(): Promise<void> {
    const before = this.sha256;
    let held: Contents.IModel;
    try {
      held = await this.contents.get(this.context.path, { content: false, hash: true });
    } catch (error) {
      if (isAway(error)) {
        this.fail(error);
      }
      return;
    }
    const moved = held.hash_algorithm === 'sha256' && before !== null && held.hash !== before;
    if (!moved || this.isDisposed || this.isSaving || this.sha256 !== before) {
      return;
    }
    if (this.isUnsaved) {
      this.tell({ about: 'changed' });
    } else {
      await this.save().catch(() => undefined);
    }
  }

  private async lookNow(): Promise<void> {
    if (document.visibilityState === 'visible' && !this.isSaving && !this.isAway) {
      await this.look();
    }
  }

  private emit(state: DocumentRegistry.SaveState): void {
    (this.context as unknown as Partial<Inside>)._saveState?.emit(state);
  }
}

/** Whether the server, or the way to it, is gone or closed; everything else is an answer. */
export function isAway(error: unknown): boolean {
  return error instanceof ServerConnection.NetworkError || (error instanceof Refused && GONE.has(error.reason));
}
