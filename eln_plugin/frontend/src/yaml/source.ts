import { isAlias, isMap, isPair, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node, Pair, YAMLMap, YAMLSeq } from 'yaml';

import type { Data, Mapping } from './data.ts';
import type { Key, Path } from './path.ts';

/** Why a text cannot be shown or edited as a form, in a sentence. */
export class Unreadable extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

/** A YAML text with its data and the position of every node. */
export interface Source {
  readonly text: string;
  readonly data: Data;
  readonly root: Node | null;
  /** `\n` or `\r\n`, as the text has it. */
  readonly newline: string;
}

// An edit reads the text before and after; the form, told of the edit, asks for the second one again.
const recent: Source[] = [];

/**
 * Read a text; every scalar is text, as the server reads it.
 *
 * @throws Unreadable if it is not YAML, has a key twice, or keys that are no text.
 */
export function read(text: string): Source {
  const known = recent.find(source => source.text === text);
  if (known) {
    return known;
  }
  const source = parsed(text);
  recent.unshift(source);
  recent.length = Math.min(recent.length, 4);
  return source;
}

function parsed(text: string): Source {
  const document = parseDocument(text, { schema: 'failsafe', keepSourceTokens: true, prettyErrors: false });
  const error = document.errors[0];
  if (error) {
    throw new Unreadable(error.message, lineOf(text, error.pos[0]));
  }
  const root = document.contents as Node | null;
  return { text, root, data: root ? toData(root, document, text) : '', newline: /\r?\n/.exec(text)?.[0] ?? '\n' };
}

/** The one-based line of a position. */
export function lineOf(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}

/** The node at a path, `null` where there is none. */
export function nodeAt(source: Source, path: Path): Node | null {
  return path.reduce<Node | null>((node, key) => childNode(node, key), source.root);
}

export function childNode(node: Node | null, key: Key): Node | null {
  if (isSeq(node)) {
    return typeof key === 'number' ? ((node.items[key] as Node | undefined) ?? null) : null;
  }
  return isMap(node) ? ((pairOf(node, key)?.value as Node | null | undefined) ?? null) : null;
}

export function pairOf(map: YAMLMap, key: Key): Pair | undefined {
  return map.items.find(pair => isScalar(pair.key) && pair.key.value === key);
}

/** Whether the node is written in braces or brackets. */
export function isFlow(node: YAMLMap | YAMLSeq): boolean {
  return node.srcToken?.type === 'flow-collection';
}

/** `[start, end of the value, end with what follows]` of a node that was read from a text. */
export function rangeOf(node: Node): readonly [number, number, number] {
  if (!node.range) {
    throw new TypeError('a node without a position');
  }
  return node.range;
}

function toData(node: Node, document: Document, text: string): Data {
  if (isAlias(node)) {
    const target = node.resolve(document);
    if (!target) {
      throw new Unreadable(`no anchor for the alias *${node.source}`, lineOf(text, rangeOf(node)[0]));
    }
    return toData(target, document, text);
  }
  if (isSeq(node)) {
    return node.items.map(item => (isPair(item) ? {} : toData(item as Node, document, text)));
  }
  if (isMap(node)) {
    return Object.fromEntries(node.items.map(pair => entry(pair, document, text))) as Mapping;
  }
  return isScalar(node) ? String(node.value ?? '') : '';
}

function entry(pair: Pair, document: Document, text: string): [string, Data] {
  if (!isScalar(pair.key)) {
    const place = (pair.key as Node | null)?.range?.[0] ?? 0;
    throw new Unreadable('a key that is not a text', lineOf(text, place));
  }
  return [String(pair.key.value ?? ''), pair.value ? toData(pair.value as Node, document, text) : ''];
}
