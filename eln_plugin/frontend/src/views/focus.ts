/** What Tab leads to. */
const STOPS = 'a[href], button, input, select, textarea, summary, [tabindex]';

/** An element that has the focus, and where it stands: what encloses it, with its number among the stops in there. */
interface Spot {
  element: Element;
  around: { part: Element; number: number }[];
}

/**
 * Keep the focus in a part of the page: where the element that has it goes or is disabled, its neighbour takes it.
 *
 * A browser gives it to the page as a whole otherwise, and who uses no mouse begins at the top again.
 */
export function keepFocus(root: HTMLElement): void {
  let last: Spot | null = null;
  if (!root.hasAttribute('tabindex')) {
    root.tabIndex = -1;
  }
  root.addEventListener('focusin', ({ target }) => {
    last = target instanceof Element && target !== root ? spotOf(root, target) : null;
  });
  root.addEventListener('focusout', () => {
    // some browsers say so before the element goes: what is still there a moment later was left on purpose
    setTimeout(() => {
      if (last && !isGone(last.element) && document.activeElement !== last.element) {
        last = null;
      }
    });
  });
  const mend = (): void => {
    const active = document.activeElement;
    if (last && isGone(last.element) && (active === null || active === document.body || active === last.element)) {
      const next = neighbour(last);
      last = null;
      if (root.checkVisibility()) {
        (next ?? root).focus();
      }
    }
  };
  new MutationObserver(mend).observe(root, { subtree: true, childList: true, attributeFilter: ['disabled'] });
}

/** Do what moves the focus after the command palette, when it closes, has given it back to what had it before. */
export function afterPalette(move: () => void): void {
  setTimeout(move);
}

function isGone(element: Element): boolean {
  return !element.isConnected || element.matches(':disabled');
}

/** The elements in a part of the page that Tab leads to, in their order. */
function stopsIn(part: Element): HTMLElement[] {
  const all = Array.from(part.querySelectorAll<HTMLElement>(STOPS));
  return all.filter(stop => stop.tabIndex >= 0 && !stop.matches(':disabled') && stop.checkVisibility());
}

function spotOf(root: Element, element: Element): Spot {
  const stops = stopsIn(root);
  const around: Spot['around'] = [];
  for (let part = element.parentElement; part; part = part === root ? null : part.parentElement) {
    const first = stops.findIndex(stop => part?.contains(stop));
    around.push({ part, number: Math.max(0, stops.indexOf(element as HTMLElement) - first) });
  }
  return { element, around };
}

/** What stands now closest to where an element stood, in the next of what enclosed it; of the same sort if there is any. */
function neighbour({ element, around }: Spot): HTMLElement | undefined {
  for (const { part, number } of around) {
    const stops = part.isConnected ? stopsIn(part) : [];
    const isAlike = (stop: HTMLElement): boolean => stop.tagName === element.tagName;
    const distance = (stop: HTMLElement): number => Math.abs(stops.indexOf(stop) - number);
    const sorted = [...stops].sort((a, b) => Number(isAlike(b)) - Number(isAlike(a)) || distance(a) - distance(b));
    if (sorted[0]) {
      return sorted[0];
    }
  }
  return undefined;
}
