import { isMap, isScalar, isSeq } from 'yaml';
import type { CST, Node, Pair, YAMLMap, YAMLSeq } from 'yaml';

import { isFlow, rangeOf } from './source.ts';

/** Replace `text[start:end]` by `insert`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

export function applied(text: string, edit: Edit): string {
  return text.slice(0, edit.start) + edit.insert + text.slice(edit.end);
}

/** The same edit without what it leaves as it is at its ends: cursors of other people stay in place. */
export function trimmed(text: string, edit: Edit): Edit {
  let { start, end, insert } = edit;
  while (start < end && insert !== '' && text[start] === insert[0]) {
    start += 1;
    insert = insert.slice(1);
  }
  while (start < end && insert !== '' && text[end - 1] === insert.at(-1)) {
    end -= 1;
    insert = insert.slice(0, -1);
  }
  return { start, end, insert };
}

type Item = CST.CollectionItem;

/** The tokens of the items of a collection that was read from a text, comments at its end left out. */
export function itemsOf(node: YAMLMap | YAMLSeq): Item[] {
  const token = node.srcToken;
  if (!token || !('items' in token)) {
    throw new TypeError('a collection without tokens');
  }
  return (token.items as Item[]).filter(
    item => item.key || item.sep || item.value || item.start.some(part => part.type === 'seq-item-ind')
  );
}

/** Where an item begins: its dash, question mark, anchor or key. */
export function itemStart(item: Item): number {
  const blank = ['space', 'newline', 'comment', 'comma'];
  const first = item.start.find(part => !blank.includes(part.type)) ?? item.key ?? item.sep?.[0] ?? item.value;
  return first ? first.offset : -1;
}

/** The position after the colon of a pair or the dash of a list's item; `-1` where it has none. */
export function markEnd(item: Item): number {
  const mark =
    item.sep?.find(part => part.type === 'map-value-ind') ?? item.start.find(part => part.type === 'seq-item-ind');
  return mark ? mark.offset + 1 : -1;
}

/** The end of the last character of an item, its comment not counted. */
export function itemEnd(text: string, node: YAMLMap | YAMLSeq, index: number): number {
  const item = itemsOf(node)[index];
  const member = node.items[index] as Pair | Node | undefined;
  const value = isMap(node) ? ((member as Pair | undefined)?.value as Node | null) : (member as Node | undefined);
  const key = isMap(node) ? ((member as Pair | undefined)?.key as Node | null) : null;
  const marks = [item ? markEnd(item) : -1, key ? rangeOf(key)[1] : -1];
  return Math.max(value ? nodeEnd(text, value) : -1, ...marks);
}

/** The end of the last character of a node: no comment, no line break. */
export function nodeEnd(text: string, node: Node): number {
  if ((isMap(node) || isSeq(node)) && !isFlow(node) && node.items.length > 0) {
    return itemEnd(text, node, node.items.length - 1);
  }
  const [start, end] = rangeOf(node);
  return isScalar(node) && node.type?.startsWith('BLOCK') ? start + text.slice(start, end).trimEnd().length : end;
}

/** The end of the line that a position is on, before its line break. */
export function lineEnd(text: string, position: number): number {
  const end = text.indexOf('\n', position);
  return end < 0 ? text.length : text[end - 1] === '\r' && end > position ? end - 1 : end;
}

export function lineStart(text: string, position: number): number {
  return text.lastIndexOf('\n', position - 1) + 1;
}

export function columnOf(text: string, position: number): number {
  return position - lineStart(text, position);
}

/** The start of the line after a position, or the end of the text. */
export function nextLine(text: string, position: number): number {
  const end = text.indexOf('\n', position);
  return end < 0 ? text.length : end + 1;
}

/** The end of the line of a position, or of the comment lines after it that are indented deeper than `indent`. */
export function blockEnd(text: string, position: number, indent: number): number {
  let end = lineEnd(text, position);
  for (;;) {
    const next = nextLine(text, end);
    const comment = /^([ \t]*)#/.exec(text.slice(next, lineEnd(text, next)));
    if (next === end || !comment || (comment[1]?.length ?? 0) <= indent) {
      return end;
    }
    end = lineEnd(text, next);
  }
}
