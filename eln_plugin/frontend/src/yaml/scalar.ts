import { parse } from 'yaml';

import { isMapping } from './data.ts';
import type { Data, Style } from './data.ts';

// C0 and C1 controls (without tab), line separators, BOM and lone surrogates: only double quotes can carry them.
const UNPRINTABLE = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/u;
const LEADING = /^[,[\]{}#&*!|>'"%@`]|^[-?:](?:\s|$)|^---|^\.\.\./;
const COUNT = /^(?:0|[1-9]\d*)$/;

/** Whether a text can stand without quotes and is read back as it is. */
export function isPlain(text: string, flow: boolean): boolean {
  return (
    text !== '' &&
    text === text.trim() &&
    !UNPRINTABLE.test(text) &&
    !LEADING.test(text) &&
    !/:(?:\s|$)|\s#|\t/.test(text) &&
    !(flow && /[,[\]{}]|^[-?:]|:$|:["']/.test(text)) &&
    isTextForAll(text)
  );
}

/** Whether readers that type scalars (1:1 is 61, NO is false, 2018-01-15 a date) take it as text, too. */
function isTextForAll(text: string): boolean {
  return COUNT.test(text) || typeof parse(text, { version: '1.1', logLevel: 'silent' }) === 'string';
}

/** The text as a scalar: without quotes where YAML allows it, else in double quotes. */
export function scalar(text: string, flow: boolean): string {
  return isPlain(text, flow) ? text : doubleQuoted(text);
}

export function doubleQuoted(text: string): string {
  const escape = (char: string): string => {
    const code = char.codePointAt(0) ?? 0;
    const hex = code.toString(16);
    return code <= 0xff ? `\\x${hex.padStart(2, '0')}` : `\\u${hex.padStart(4, '0')}`;
  };
  const body = text
    .replace(/[\\"]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replace(new RegExp(UNPRINTABLE, 'gu'), escape);
  return `"${body}"`;
}

export function singleQuoted(text: string): string {
  return UNPRINTABLE.test(text) ? doubleQuoted(text) : `'${text.replaceAll("'", "''")}'`;
}

/** Any value on one line, collections in braces and brackets. */
export function flow(value: Data): string {
  if (Array.isArray(value)) {
    return `[${value.map(flow).join(', ')}]`;
  }
  if (isMapping(value)) {
    return `{${Object.entries(value).map(([key, item]) => `${scalar(key, true)}: ${flow(item)}`).join(', ')}}`;
  }
  return scalar(value, true);
}

/**
 * A value as it stands after `key:` or `-` in a block, with its leading space or line break.
 *
 * Lists get a line an item; a mapping is written in braces, or, in a list of cards, a line a key.
 */
export function block(value: Data, indent: number, newline: string, style: Style = 'row'): string {
  if (Array.isArray(value) && value.length > 0) {
    const dash = `${newline}${' '.repeat(indent + 2)}-`;
    return value.map(item => `${dash}${listItem(item, indent + 2, newline, style)}`).join('');
  }
  if (typeof value !== 'string') {
    return ` ${flow(value)}`;
  }
  return value === '' ? '' : value.includes('\n') ? literal(value, indent, newline) : ` ${scalar(value, false)}`;
}

/** What stands after the dash of an item whose dash is at `indent`. */
export function listItem(value: Data, indent: number, newline: string, style: Style): string {
  if (style === 'row' || !isMapping(value) || Object.keys(value).length === 0) {
    return block(value, indent, newline);
  }
  const lines = Object.entries(value).map(([key, item]) => `${scalar(key, false)}:${block(item, indent + 2, newline)}`);
  return ` ${lines.join(newline + ' '.repeat(indent + 2))}`;
}

/** A text of several lines as a literal block under a key at `indent`; quoted where that would change it. */
export function literal(text: string, indent: number, newline: string): string {
  const body = text.replace(/\n+$/, '');
  const chomp = text === body ? '-' : text === `${body}\n` ? '' : null;
  const controls = new RegExp(UNPRINTABLE.source.replace('\\u000a-', '\\u000b-'), 'u');
  if (chomp === null || body === '' || /^\s/.test(body) || controls.test(body)) {
    return ` ${doubleQuoted(text)}`;
  }
  const pad = newline + ' '.repeat(indent + 2);
  return ` |${chomp}${body.split('\n').map(line => (line === '' ? newline : pad + line)).join('')}`;
}
