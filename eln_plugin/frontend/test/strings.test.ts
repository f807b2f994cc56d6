// Every word that is shown goes through JupyterLab's translation: no literal of the source stands where a person reads.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';

import ts from 'typescript';

const SOURCES = join(import.meta.dirname, '../src');
/** Attributes of elements, and keys of what JupyterLab shows, that people read or hear. */
const READ = /^(title|label|caption|tooltip|placeholder|alt|body|okLabel|message|hint|displayName|aria-(label|description))$/;
const WORD = /\p{L}{2}/u;

/** The literals with words in an expression, behind `?:`, `||`, `??` and brackets, and within templates. */
function literals(node: ts.Node | undefined): string[] {
  if (node === undefined) {
    return [];
  }
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
    return WORD.test(node.text) ? [node.text] : [];
  }
  if (ts.isTemplateExpression(node)) {
    return [node.head, ...node.templateSpans.map(span => span.literal)].map(({ text }) => text).filter(text => WORD.test(text));
  }
  if (ts.isJsxExpression(node) || ts.isParenthesizedExpression(node)) {
    return literals(node.expression);
  }
  if (ts.isConditionalExpression(node)) {
    return [...literals(node.whenTrue), ...literals(node.whenFalse)];
  }
  const operator = ts.isBinaryExpression(node) ? node.operatorToken.getText() : '';
  if (ts.isBinaryExpression(node) && ['&&', '||', '??', '+'].includes(operator)) {
    return [...literals(operator === '&&' ? undefined : node.left), ...literals(node.right)];
  }
  return [];
}

/** What a person would read untranslated in one source. */
export function untranslated(name: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && WORD.test(node.text)) {
      found.push(node.text.trim());
    } else if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) {
      found.push(...literals(node));
    } else if ((ts.isJsxAttribute(node) || ts.isPropertyAssignment(node)) && READ.test(node.name.getText(file))) {
      found.push(...literals(node.initializer));
    }
    ts.forEachChild(node, visit);
  };
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  visit(file);
  return found.filter(words => !words.startsWith('glovebook:')).map(words => `${name}: ${words}`);
}

test('words in the page, in attributes and in what JupyterLab shows are found', () => {
  const source = `
    const a = <p title={b ? 'In one' : c || \`In \${d} two\`}>Three <b>{e && 'four'}</b>{trans.__('five')} · 6</p>;
    commands.addCommand('id', { label: 'Seven', caption: trans.__('eight'), className: 'gb-Nine' });`;
  const words = untranslated('x', source).map(line => line.slice(3));
  assert.deepEqual(words.sort(), ['In ', 'In one', 'Seven', 'Three', 'four', ' two'].sort());
});

test('every word that is shown can be translated', () => {
  const sources = readdirSync(SOURCES, { recursive: true, encoding: 'utf-8' }).filter(name => /\.tsx?$/.test(name));
  const found = sources.flatMap(name =>
    untranslated(relative(SOURCES, join(SOURCES, name)), readFileSync(join(SOURCES, name), 'utf-8'))
  );
  assert.deepEqual(found, []);
});
