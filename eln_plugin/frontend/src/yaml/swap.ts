import type { YAMLSeq } from 'yaml';

import { isFlow } from './source.ts';
import type { Source } from './source.ts';
import { blockEnd, columnOf, itemEnd, itemStart, itemsOf, lineEnd, lineStart, nextLine } from './span.ts';
import type { Edit } from './span.ts';

/**
 * Exchange an item of a list with the one after it, lines and comments and all.
 *
 * The comments right above an item go with it, except above the first one: those may speak of the whole list.
 */
export function swapItems(source: Source, list: YAMLSeq, index: number): Edit {
  const [first, second] = [spanOf(source, list, index), spanOf(source, list, index + 1)];
  const { text } = source;
  const between = text.slice(first.end, second.start);
  const insert = text.slice(second.start, second.end) + between + text.slice(first.start, first.end);
  return { start: first.start, end: second.end, insert };
}

/** What belongs to an item, from its dash (or its first comment) to the end of its last line. */
function spanOf(source: Source, list: YAMLSeq, index: number): { start: number; end: number } {
  const { text } = source;
  const item = itemsOf(list)[index];
  const start = item ? itemStart(item) : -1;
  const end = itemEnd(text, list, index);
  if (isFlow(list)) {
    return { start, end };
  }
  const indent = columnOf(text, start);
  return { start: index === 0 ? start : withComments(text, start, indent), end: blockEnd(text, end, indent) };
}

/** The start of the comment lines right above a position, at its indent; where there are none, the position. */
function withComments(text: string, position: number, indent: number): number {
  let start = position;
  for (;;) {
    const above = lineStart(text, lineStart(text, start) - 1);
    const line = text.slice(above, lineEnd(text, above));
    if (above === lineStart(text, start) || nextLine(text, above) !== lineStart(text, start)) {
      return start;
    }
    if (!new RegExp(`^ {${indent}}#`).test(line)) {
      return start;
    }
    start = above + indent;
  }
}
