import { isMap, isScalar } from 'yaml';
import type { Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';

import type { Data, Style } from './data.ts';
import { block, doubleQuoted, flow, isPlain, singleQuoted } from './scalar.ts';
import { isFlow, rangeOf } from './source.ts';
import type { Source } from './source.ts';
import { columnOf, itemStart, itemsOf, lineEnd, markEnd, nodeEnd } from './span.ts';
import type { Edit } from './span.ts';

/** Put another value in the place of a member of a collection that is there. */
export function replaceValue(
  source: Source,
  parent: YAMLMap | YAMLSeq,
  index: number,
  value: Data,
  style: Style
): Edit {
  const member = parent.items[index] as Pair | Node;
  const node = (isMap(parent) ? (member as Pair).value : member) as Node | null;
  if (node && isScalar(node) && !isEmpty(node) && typeof value === 'string') {
    const edit = requoted(source, node, value, isFlow(parent));
    if (edit) {
      return edit;
    }
  }
  if (isFlow(parent)) {
    return inFlow(source, parent, index, node, value);
  }
  const item = itemsOf(parent)[index];
  const mark = item ? markEnd(item) : -1;
  if (!item || mark < 0) {
    return { start: 0, end: 0, insert: '' };
  }
  return inBlock(source, mark, node, block(value, columnOf(source.text, itemStart(item)), source.newline, style));
}

/** A scalar in the place and quotes of another; `null` where it needs lines of its own. */
function requoted(source: Source, node: Scalar, value: string, inside: boolean): Edit | null {
  const [start, end] = rangeOf(node);
  // quotes that the old text needed (98.85 on the way to 98.85 °C) go with it; quotes of taste stay
  const hadToBeQuoted = node.type?.startsWith('QUOTE') && !isPlain(String(node.value), inside);
  if (hadToBeQuoted && isPlain(value, inside)) {
    return { start, end, insert: value };
  }
  switch (node.type) {
    case 'QUOTE_DOUBLE':
      return { start, end, insert: doubleQuoted(value) };
    case 'QUOTE_SINGLE':
      return { start, end, insert: singleQuoted(value) };
    case 'PLAIN':
      if (value === '') {
        const before = source.text.slice(0, start);
        return inside ? null : { start: before.trimEnd().length, end, insert: '' };
      }
      if (value.includes('\n') && !inside) {
        return null;
      }
      return { start, end, insert: isPlain(value, inside) ? value : doubleQuoted(value) };
    default:
      return null;
  }
}

function inFlow(source: Source, parent: YAMLMap | YAMLSeq, index: number, node: Node | null, value: Data): Edit {
  const insert = flow(value);
  if (node && !(isScalar(node) && isEmpty(node))) {
    const [start, end] = rangeOf(node);
    return { start, end, insert };
  }
  const item = itemsOf(parent)[index];
  const mark = item ? markEnd(item) : -1;
  if (mark >= 0) {
    return { start: mark, end: mark, insert: ` ${insert}` };
  }
  const key = isMap(parent) ? ((parent.items[index] as Pair).key as Node) : null;
  const end = key ? rangeOf(key)[1] : source.text.length;
  return { start: end, end, insert: `: ${insert}` };
}

/** After a colon or a dash in a block: the value is laid out anew, the comment on its first line stays there. */
function inBlock(source: Source, start: number, node: Node | null, insert: string): Edit {
  const { text, newline } = source;
  const firstBreak = insert.indexOf(newline);
  const head = firstBreak < 0 ? insert : insert.slice(0, firstBreak);
  const firstLine = lineEnd(text, start);
  let end = firstLine;
  let comment = text.slice(start, firstLine);
  if (node && !(isScalar(node) && isEmpty(node))) {
    end = nodeEnd(text, node);
    if (rangeOf(node)[0] < firstLine) {
      comment = firstBreak < 0 ? '' : text.slice(end, lineEnd(text, end));
      end += comment.length;
    }
  }
  return { start, end, insert: head + (comment.includes('#') ? comment : '') + insert.slice(head.length) };
}

function isEmpty(node: Scalar): boolean {
  const [start, end] = rangeOf(node);
  return node.type === 'PLAIN' && start === end;
}
