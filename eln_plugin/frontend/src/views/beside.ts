/** A widget as far as it counts where another one opens. */
interface Opened {
  id: string;
  node: HTMLElement;
}

/** Pixels that two views beside each other need. */
const ROOM = 760;

/** Where a view of the same entry opens: at the right of its form, or as a tab where that leaves too little of both. */
export function beside(form: Opened | null | undefined): { mode: 'split-right' | 'tab-after'; ref?: string } {
  if (!form) {
    return { mode: 'split-right' };
  }
  return { mode: form.node.offsetWidth < ROOM ? 'tab-after' : 'split-right', ref: form.id };
}
