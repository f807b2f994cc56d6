import { Signal } from '@lumino/signaling';

/** Tells that entries were made, renamed or deleted by Glovebook's server, which JupyterLab does not notice. */
class FilesChanged {
  private readonly signal = new Signal<this, void>(this);

  emit(): void {
    this.signal.emit();
  }

  connect(slot: () => void): void {
    this.signal.connect(slot);
  }
}

export const filesChanged = new FilesChanged();
