import type { Clash, Decision, Side } from './calls.ts';

/** What is chosen for a field: a side, or a text of its own. */
export type Choice = { side: Side } | { text: string };

/** What goes to the server: a text where one is chosen, so that it holds although the entry has moved on; else a side. */
export function decisionOf(fields: readonly Clash[], chosen: ReadonlyMap<string, Choice>): Decision {
  const decision: Decision = { choice: '', choices: {}, values: {} };
  for (const field of fields) {
    const choice = chosen.get(field.path);
    if (choice === undefined) {
      continue;
    }
    if ('text' in choice) {
      decision.values[field.path] = choice.text.trim();
    } else if (choice.side === 'mine' && field.editable) {
      decision.values[field.path] = field.mine ?? '';
    } else {
      decision.choices[field.path] = choice.side;
    }
  }
  return decision;
}

/** The lines of two texts beside each other; those that only one side has stand alone. */
export interface Pair {
  theirs: string | null;
  mine: string | null;
}

/** Pairs of lines by their longest common sequence. */
export function beside(theirs: string, mine: string): Pair[] {
  const [left, right] = [theirs.split('\n'), mine.split('\n')];
  const common = table(left, right);
  const pairs: Pair[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    const [a, b] = [left[i], right[j]];
    if (a !== undefined && b !== undefined && a === b) {
      pairs.push({ theirs: a, mine: b });
      i += 1;
      j += 1;
    } else if (a !== undefined && (b === undefined || (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) {
      pairs.push({ theirs: a, mine: null });
      i += 1;
    } else {
      pairs.push({ theirs: null, mine: b ?? '' });
      j += 1;
    }
  }
  return pairs;
}

/** How many lines the rests of two texts have in common, from each pair of lines on. */
function table(left: readonly string[], right: readonly string[]): Uint32Array[] {
  const rows = Array.from({ length: left.length + 1 }, () => new Uint32Array(right.length + 1));
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const below = rows[i + 1]!;
      rows[i]![j] = left[i] === right[j] ? below[j + 1]! + 1 : Math.max(below[j]!, rows[i]![j + 1]!);
    }
  }
  return rows;
}
