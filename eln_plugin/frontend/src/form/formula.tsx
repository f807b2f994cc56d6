import * as React from 'react';

// A letter or bracket before, so that counts in front (2 NaNH2) and plain numbers stay on the line.
const WORD = /\S+/g;
const LOOKS_LIKE_FORMULA = /^[([]?(?:[A-Z][a-z]?[\d.]*|[()[\]]\d*)+[,.;:]?$/;
const COUNT = /(?<=[A-Za-z)\]])(\d+(?:\.\d+)?)/;

/** A text with the counts of its chemical formulas as subscripts: a matter of type, nothing is computed. */
export function WithSubscripts({ text }: { text: string }): React.JSX.Element {
  const parts: React.ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(WORD)) {
    if (/\d/.test(match[0]) && /[A-Z]/.test(match[0]) && LOOKS_LIKE_FORMULA.test(match[0])) {
      parts.push(text.slice(end, match.index), ...subscripted(match[0], match.index));
      end = match.index + match[0].length;
    }
  }
  parts.push(text.slice(end));
  return <>{parts}</>;
}

function subscripted(word: string, key: number): React.ReactNode[] {
  return word.split(COUNT).map((part, i) => (i % 2 === 1 ? <sub key={`${key}-${i}`}>{part}</sub> : part));
}
