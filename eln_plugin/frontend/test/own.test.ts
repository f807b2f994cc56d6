import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as Y from 'yjs';

import { OwnChanges } from '../src/keep/own.ts';

/** A document of two people that begins with the text `a: 1`, and what was taken from the first. */
function together(): { mine: Y.Text; theirs: Y.Text; own: OwnChanges; count: () => number } {
  const docs = [new Y.Doc(), new Y.Doc()] as const;
  docs.forEach((doc, index) =>
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'other') {
        Y.applyUpdate(docs[1 - index]!, update, 'other');
      }
    })
  );
  const [mine, theirs] = docs.map(doc => doc.getText('source')) as [Y.Text, Y.Text];
  theirs.insert(0, 'a: 1\n');
  let taken = 0;
  const shared = { ydoc: docs[0], ysource: mine as never, getSource: () => mine.toString() };
  const own = new OwnChanges(shared, () => (taken += 1));
  return { mine, theirs, own, count: () => taken };
}

test('letters that are deleted by others before they were saved are held, with what they were made from', () => {
  const { mine, theirs, own, count } = together();
  mine.insert(5, 'b: 2\n');
  theirs.insert(0, '# ');
  theirs.delete(7, 5);
  assert.deepEqual([own.held, count()], [[{ base: 'a: 1\n', text: '# a: 1\nb: 2\n' }], 1]);
});

test('what was saved, what others typed and what one deletes oneself is nobody’s loss', () => {
  const { mine, theirs, own, count } = together();
  mine.insert(5, 'b: 2\n');
  own.saved();
  theirs.delete(5, 5);
  mine.insert(5, 'c: 3\n');
  mine.delete(5, 5);
  theirs.delete(0, 5);
  assert.deepEqual([own.held, count()], [[], 0]);
  mine.insert(0, 'd: 4\n');
  theirs.delete(0, 2);
  assert.deepEqual([own.held, count()], [[{ base: 'a: 1\nb: 2\n', text: 'd: 4\n' }], 1]);
});

test('a form that is closed holds nothing any more', () => {
  const { mine, theirs, own, count } = together();
  mine.insert(5, 'b: 2\n');
  own.dispose();
  theirs.delete(5, 5);
  assert.equal(count(), 0);
});
