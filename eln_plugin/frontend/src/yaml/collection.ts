import { isMap } from 'yaml';
import type { Pair, YAMLMap, YAMLSeq } from 'yaml';

import type { Data, Style } from './data.ts';
import { block, flow, listItem, scalar } from './scalar.ts';
import { isFlow, rangeOf } from './source.ts';
import type { Source } from './source.ts';
import { blockEnd, columnOf, itemEnd, itemStart, itemsOf, lineStart, nextLine } from './span.ts';
import type { Edit } from './span.ts';

/** `key: value` as it stands in a block mapping at `indent`, without the indent of its first line. */
export function pairLine(key: string, value: Data, indent: number, newline: string): string {
  return `${scalar(key, false)}:${block(value, indent, newline)}`;
}

/** Add a key to a mapping, after the last of the keys that come before it in `order`. */
export function insertPair(source: Source, map: YAMLMap, key: string, value: Data, order: readonly string[]): Edit {
  if (isFlow(map)) {
    return intoFlow(source, map, map.items.length, `${scalar(key, true)}: ${flow(value)}`);
  }
  const index = placeOf(map, key, order);
  const indent = columnOf(source.text, startOf(map, 0));
  return intoBlock(source, map, index, pairLine(key, value, indent, source.newline));
}

/** The first key of an item `{}` in a list whose other items have a line a key: it becomes like them. */
export function firstKey(source: Source, map: YAMLMap, key: string, value: Data): Edit {
  const [start, end] = rangeOf(map);
  return { start, end, insert: pairLine(key, value, columnOf(source.text, start), source.newline) };
}

/** Add an item to a list. */
export function insertItem(source: Source, list: YAMLSeq, index: number, value: Data, style: Style): Edit {
  if (isFlow(list)) {
    return intoFlow(source, list, index, flow(value));
  }
  const indent = columnOf(source.text, startOf(list, 0));
  return intoBlock(source, list, index, `-${listItem(value, indent, source.newline, style)}`);
}

/** Take a key or an item out, with its lines; the comments above it stay. */
export function removeMember(source: Source, parent: YAMLMap | YAMLSeq, index: number): Edit {
  const { text } = source;
  const count = parent.items.length;
  if (index < 0 || index >= count) {
    return { start: 0, end: 0, insert: '' };
  }
  if (isFlow(parent)) {
    return outOfFlow(source, parent, index);
  }
  const start = startOf(parent, index);
  const end = itemEnd(text, parent, index);
  const indent = columnOf(text, start);
  if (count === 1) {
    return emptied(text, start, blockEnd(text, end, indent), isMap(parent) ? '{}' : '[]');
  }
  if (text.slice(lineStart(text, start), start).trim() !== '') {
    return { start, end: startOf(parent, index + 1), insert: '' };
  }
  return { start: lineStart(text, start), end: nextLine(text, blockEnd(text, end, indent)), insert: '' };
}

/** An empty collection in the place of the last member of a block: after its key, if nothing else stands there. */
function emptied(text: string, start: number, end: number, insert: string): Edit {
  const mark = text.slice(0, start).trimEnd().length;
  const after = /[:-]$/.test(text.slice(lineStart(text, mark), mark).replace(/\s#.*/, ''));
  return after ? { start: mark, end, insert: ` ${insert}` } : { start, end, insert };
}

function startOf(parent: YAMLMap | YAMLSeq, index: number): number {
  const item = itemsOf(parent)[index];
  return item ? itemStart(item) : -1;
}

function placeOf(map: YAMLMap, key: string, order: readonly string[]): number {
  const rank = order.indexOf(key);
  if (rank < 0) {
    return map.items.length;
  }
  const before = new Set(order.slice(0, rank));
  return map.items.findLastIndex((pair: Pair) => before.has(String(pair.key))) + 1;
}

function intoBlock(source: Source, parent: YAMLMap | YAMLSeq, index: number, insert: string): Edit {
  const { text, newline } = source;
  const first = startOf(parent, 0);
  const indent = columnOf(text, first);
  const pad = ' '.repeat(indent);
  if (index === 0) {
    return { start: first, end: first, insert: insert + newline + pad };
  }
  const end = blockEnd(text, itemEnd(text, parent, index - 1), indent);
  return { start: end, end, insert: newline + pad + insert };
}

function intoFlow(source: Source, parent: YAMLMap | YAMLSeq, index: number, insert: string): Edit {
  const start = startOf(parent, index);
  if (index < parent.items.length && start >= 0) {
    return { start, end: start, insert: `${insert}, ` };
  }
  if (parent.items.length === 0) {
    const open = rangeOf(parent)[0] + 1;
    return { start: open, end: open, insert };
  }
  const end = itemEnd(source.text, parent, parent.items.length - 1);
  return { start: end, end, insert: `, ${insert}` };
}

function outOfFlow(source: Source, parent: YAMLMap | YAMLSeq, index: number): Edit {
  const { text } = source;
  if (index + 1 < parent.items.length) {
    return { start: startOf(parent, index), end: startOf(parent, index + 1), insert: '' };
  }
  const end = itemEnd(text, parent, index);
  return { start: index > 0 ? itemEnd(text, parent, index - 1) : startOf(parent, index), end, insert: '' };
}
