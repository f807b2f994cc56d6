/** One replacement in a text. */
export interface Span {
  start: number;
  end: number;
  insert: string;
}

/** The smallest single replacement that makes one text of another; null where they are the same. */
export function differing(before: string, after: string): Span | null {
  if (before === after) {
    return null;
  }
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) {
    start += 1;
  }
  if (isHalf(before, start) || isHalf(after, start)) {
    start -= 1;
  }
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) {
    tail += 1;
  }
  if (isHalf(before, before.length - tail) || isHalf(after, after.length - tail)) {
    tail -= 1;
  }
  return { start, end: before.length - tail, insert: after.slice(start, after.length - tail) };
}

/** Whether a cut at this place goes through a character of two units, such as 𝜎. */
function isHalf(text: string, place: number): boolean {
  const unit = text.charCodeAt(place);
  return place > 0 && unit >= 0xdc00 && unit <= 0xdfff;
}
