import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

/** Which entries are to be compared: ids in the order in which they were ticked; `null` while nobody compares. */
export type Choice = readonly string[] | null;

interface Props {
  choice: Choice;
  trans: TranslationBundle;
  choose(choice: Choice): void;
  compare(ids: readonly string[]): void;
}

/** Begins to compare; then tells how many are ticked, and shows their results in one figure. */
export function CompareBar({ choice, trans, choose, compare }: Props): React.JSX.Element {
  if (choice === null) {
    return (
      <button type="button" className="gb-LinkButton" onClick={() => choose([])}>
        {trans.__('Compare results')}
      </button>
    );
  }
  return (
    <div className="gb-Buttons gb-Panel-bar">
      <button
        type="button"
        className="gb-Button gb-mod-primary"
        disabled={choice.length < 2}
        onClick={() => compare(choice)}
      >
        {trans.__('Compare %1', choice.length)}
      </button>
      <button type="button" className="gb-Button" onClick={() => choose(null)}>
        {trans.__('Cancel')}
      </button>
    </div>
  );
}

interface TickProps {
  id: string;
  choice: readonly string[];
  trans: TranslationBundle;
  choose(choice: Choice): void;
}

/** Takes one entry into the comparison, or out of it. */
export function Tick({ id, choice, trans, choose }: TickProps): React.JSX.Element {
  const isChosen = choice.includes(id);
  return (
    <input
      type="checkbox"
      className="gb-Panel-tick"
      aria-label={trans.__('Compare %1', id)}
      checked={isChosen}
      onChange={() => choose(isChosen ? choice.filter(other => other !== id) : [...choice, id])}
    />
  );
}
