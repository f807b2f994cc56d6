import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Node, YAMLMap, YAMLSeq } from 'yaml';

import { firstKey, insertItem, insertPair, pairLine, removeMember } from './collection.ts';
import { changed, same } from './data.ts';
import type { Change, Data } from './data.ts';
import { pathText } from './path.ts';
import type { Key, Path } from './path.ts';
import { isFlow, nodeAt, pairOf, read } from './source.ts';
import type { Source } from './source.ts';
import { applied, itemsOf, trimmed } from './span.ts';
import type { Edit } from './span.ts';
import { swapItems } from './swap.ts';
import { replaceValue } from './value.ts';

/** An edit that cannot be made without changing something else; the text stays as it is. */
export class EditRefused extends Error {}

/** The names of the keys of the mapping at a path, in the order in which they are written. */
export type Order = (path: Path) => readonly string[];

/**
 * The smallest edit of a text after which it reads as the change wants it.
 *
 * Comments, order, quoting and line ends of everything else stay. The edited text is read
 * again and compared with the wanted data before it is given out.
 *
 * @throws Unreadable if the text is no YAML; EditRefused if no such edit was found.
 */
export function editFor(text: string, change: Change, order: Order = () => []): Edit {
  const source = read(text);
  const wanted = changed(source.data, change);
  const edit = trimmed(text, localEdit(source, change, order));
  let got: Data | undefined;
  try {
    got = read(applied(text, edit)).data;
  } catch {
    got = undefined;
  }
  if (got === undefined || !same(got, wanted)) {
    throw new EditRefused(`${pathText(change.path)} cannot be changed here alone; edit it in the YAML text`);
  }
  return edit;
}

function localEdit(source: Source, change: Change, order: Order): Edit {
  const { path, value, parent, key } = deepest(source, change);
  if (change.op === 'swap') {
    const isPair = isSeq(parent) && Number(key) >= 0 && Number(key) + 1 < parent.items.length;
    return isPair ? swapItems(source, parent, Number(key)) : { start: 0, end: 0, insert: '' };
  }
  if (change.op === 'remove') {
    return parent ? removeMember(source, parent, memberIndex(parent, key)) : { start: 0, end: 0, insert: '' };
  }
  if (!parent) {
    return wholeText(source, value, path);
  }
  const index = memberIndex(parent, key);
  const style = change.style ?? 'row';
  const isThere = index >= 0 && index < parent.items.length;
  if (isThere && (change.op === 'set' || path.length < change.path.length)) {
    return replaceValue(source, parent, index, value, style);
  }
  if (isSeq(parent)) {
    return insertItem(source, parent, Math.min(Number(key), parent.items.length), value, style);
  }
  if (parent.items.length === 0 && isAmongCards(source, path)) {
    return firstKey(source, parent, String(key), value);
  }
  return insertPair(source, parent, String(key), value, order(path.slice(0, -1)));
}

/** Whether a key belongs to an item of a list that has items with a line a key. */
function isAmongCards(source: Source, path: Path): boolean {
  const list = nodeAt(source, path.slice(0, -2));
  return isSeq(list) && !isFlow(list) && list.items.some(item => isMap(item) && !isFlow(item));
}

interface Target {
  path: Path;
  value: Data;
  parent: YAMLMap | YAMLSeq | null;
  key: Key;
}

/** Where the text has to change: the deepest collection on the way that is there, and what it must get. */
function deepest(source: Source, change: Change): Target {
  let { path } = change;
  let value: Data = 'value' in change ? change.value : '';
  for (;;) {
    const key = path.at(-1);
    if (key === undefined) {
      return { path, value, parent: null, key: '' };
    }
    const parent = nodeAt(source, path.slice(0, -1));
    if (isAlias(parent)) {
      throw new EditRefused(`${pathText(change.path)} is shared with another field; edit it in the YAML text`);
    }
    if ((isMap(parent) || isSeq(parent)) && (parent.items.length > 0 || isFlow(parent))) {
      return { path, value, parent, key };
    }
    value = typeof key === 'number' ? [value] : { [key]: value };
    path = path.slice(0, -1);
  }
}

function memberIndex(parent: YAMLMap | YAMLSeq, key: Key): number {
  if (isSeq(parent)) {
    return Number(key);
  }
  const pair = pairOf(parent, key);
  return pair ? itemsOf(parent).indexOf(pair.srcToken ?? { start: [] }) : -1;
}

/** A text that has no mapping yet gets one; comments before it stay. */
function wholeText(source: Source, value: Data, path: Path): Edit {
  if (path.length > 0 || typeof value === 'string' || Array.isArray(value) || hasContent(source.root)) {
    throw new EditRefused('the text is not a mapping; edit it in the YAML text');
  }
  const { text, newline } = source;
  const lines = Object.entries(value).map(([key, item]) => pairLine(key, item, 0, newline) + newline);
  const gap = text === '' || text.endsWith('\n') ? '' : newline;
  return { start: text.length, end: text.length, insert: gap + lines.join('') };
}

function hasContent(root: Node | null): boolean {
  return root !== null && !(isScalar(root) && root.value === '');
}
