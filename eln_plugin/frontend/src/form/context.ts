import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Finding } from '../api';
import type { EntryModel } from '../model';
import { pathText } from '../yaml/path';
import type { Path } from '../yaml/path';

/** What every piece of a form can reach. */
export interface Form {
  model: EntryModel;
  trans: TranslationBundle;
  /** Findings by the path of the field that shows them. */
  places: ReadonlyMap<string, Finding[]>;
  /** Prefix of the ids of this form's inputs: several forms can be open. */
  prefix: string;
  /** Open the text beside the form. */
  showText(): void;
  /** Choose between what clashes. */
  settle(): void;
}

export const FormContext = React.createContext<Form | null>(null);

export function useForm(): Form {
  const form = React.useContext(FormContext);
  if (!form) {
    throw new Error('a piece of a form outside a form');
  }
  return form;
}

/** The id of the input of a path. */
export function inputId(form: Form, path: Path): string {
  return `${form.prefix}-${pathText(path)}`;
}

/** Bring the input of a path into view and put the cursor there; folded parts open. */
export function focusPath(root: HTMLElement, path: string): void {
  const inputs = Array.from(root.querySelectorAll<HTMLElement>('[data-path]'));
  const starting = (start: string): HTMLElement | undefined =>
    inputs.find(input => (input.dataset['path'] ?? '').startsWith(start));
  const exact = inputs.find(input => input.dataset['path'] === path);
  const target = exact ?? starting(`${path}.`) ?? starting(`${path}[`) ?? starting(path);
  for (let node = target?.parentElement; node && node !== root; node = node.parentElement) {
    if (node instanceof HTMLDetailsElement) {
      node.open = true;
    }
  }
  target?.scrollIntoView({ block: 'center' });
  target?.focus({ preventScroll: true });
}
