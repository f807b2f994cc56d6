import type { IDisposable } from '@lumino/disposable';

/** A text with changes of this person, and the text that they were made from. */
export interface Own {
  base: string;
  text: string;
}

/** A change as Yjs tells it: letters have the number of the page that typed them, and count on from 0. */
interface Transaction {
  local: boolean;
  beforeState: ReadonlyMap<number, number>;
  deleteSet: { clients: ReadonlyMap<number, readonly { clock: number; len: number }[]> };
}

type Observer = (event: unknown, transaction: Transaction) => void;

/** The text of a document that several people edit at once. */
export interface SharedText {
  readonly ydoc: { clientID: number };
  readonly ysource: { observe(act: Observer): void; unobserve(act: Observer): void };
  getSource(): string;
}

/**
 * What this person has typed into a document that several people edit at once, until the file has it.
 *
 * Where a program has changed the file, and where the server was killed, jupyter-collaboration puts what the file holds
 * over the document; what was not saved is gone for everybody. Letters of one's own that somebody else deletes before
 * they were saved tell of it (or of two people in one field): `taken` is called, and `held` has the text with them.
 */
export class OwnChanges implements IDisposable {
  isDisposed = false;
  /** What was taken away, oldest first; merging what the file has already changes nothing. */
  readonly held: Own[] = [];
  private readonly shared: SharedText;
  private readonly taken: () => void;
  private base: string;
  private text: string;
  /** Number of this page's first letter that the file does not have; null while it has all. */
  private first: number | null = null;

  constructor(shared: SharedText, taken: () => void) {
    this.shared = shared;
    this.taken = taken;
    this.base = this.text = shared.getSource();
    shared.ysource.observe(this.onChange);
  }

  /** The file holds what the document holds. */
  saved(): void {
    this.base = this.text;
    this.first = null;
  }

  dispose(): void {
    if (!this.isDisposed) {
      this.isDisposed = true;
      this.shared.ysource.unobserve(this.onChange);
    }
  }

  private readonly onChange: Observer = (_, { local, beforeState, deleteSet }) => {
    const { clientID } = this.shared.ydoc;
    const before = this.text;
    this.text = this.shared.getSource();
    if (local) {
      this.first ??= beforeState.get(clientID) ?? 0;
    } else if (this.first !== null) {
      const first = this.first;
      if (deleteSet.clients.get(clientID)?.some(({ clock, len }) => clock + len > first)) {
        this.held.push({ base: this.base, text: before });
        this.taken();
      }
    }
  };
}
