import type { Saved } from './calls';
import { isAway, Keeper, NotSaved } from './keeper';
import { OwnChanges } from './own';
import type { Own, SharedText } from './own';

/** Milliseconds after which what was taken away is brought back: what takes it away has come to its end by then. */
const REST = 1500;

/**
 * The keeper of an entry that several people edit at once.
 *
 * jupyter-collaboration saves its document, and puts what a program wrote to the disk into it. What is typed is kept in
 * the browser all the same until the file has it, and brought back where it was overwritten. Nothing that the server
 * answers is put into the document: everybody would put it there once more.
 */
export class SharedKeeper extends Keeper {
  private own: OwnChanges | null = null;
  private resting: ReturnType<typeof setTimeout> | undefined;

  override get isUnsaved(): boolean {
    return this.context.model.dirty || this.held !== undefined;
  }

  /** Have saved at once what would be saved in a moment. */
  override async save(): Promise<void> {
    await this.look();
    if (this.isAway) {
      throw new NotSaved();
    }
    await this.others();
  }

  override dispose(): void {
    clearTimeout(this.resting);
    this.own?.dispose();
    super.dispose();
  }

  protected override get typed(): Own {
    return this.held ?? super.typed;
  }

  protected override start(): void {
    super.start();
    if (this.own === null) {
      this.own = new OwnChanges(this.shared as unknown as SharedText, () => {
        clearTimeout(this.resting);
        this.resting = setTimeout(() => void this.bringHeld(), REST);
      });
      this.context.model.stateChanged.connect(this.onState, this);
    }
  }

  protected override putBack(text: string, base: string): Promise<boolean> {
    return this.savedAside(text, base, ({ conflict }: Saved) => {
      if (conflict) {
        this.tell({ about: 'clash' });
      }
    });
  }

  /** See whether the server answers; what was typed without it goes there by itself. */
  protected override async look(): Promise<void> {
    try {
      await this.contents.get(this.context.path, { content: false });
      this.isThere();
    } catch (error) {
      if (isAway(error)) {
        return this.fail(error);
      }
      this.isThere();
    }
    await this.bringHeld();
    this.changed.emit();
  }

  protected override retried(): Promise<void> {
    return this.look();
  }

  private get held(): Own | undefined {
    return this.own?.held[0];
  }

  /** Have the server merge into the file what was taken away; from there everybody gets it. */
  private async bringHeld(): Promise<void> {
    const { held } = this;
    if (held && !this.isDisposed && (await this.putBack(held.text, held.base)) && held === this.held) {
      this.own?.held.shift();
      this.onText();
      await this.bringHeld();
    }
  }

  private onState(_: unknown, { name, newValue }: { name: string; newValue: unknown }): void {
    if (name === 'dirty' && newValue === false) {
      this.base = this.source;
      this.own?.saved();
      this.onText();
    }
  }
}
