import * as React from 'react';

import { valueAt } from '../yaml/data';
import { pathText } from '../yaml/path';
import type { Path } from '../yaml/path';
import { FormContext, useForm } from './context';
import type { Form } from './context';

interface StillProps {
  path: Path;
  /** What else the part shows, such as how many items stand beside it. */
  also?: string;
  children: React.ReactElement;
}

/**
 * A part of the form that is drawn anew only when what stands at its path, or is said of it, has changed.
 *
 * Each key redraws the form; with some hundred fields that takes longer than the person should wait for a finding.
 */
export function Still({ path, also = '', children }: StillProps): React.JSX.Element {
  const form = useForm();
  const { schema } = form.model;
  const shown = shownAt(form, path) + also;
  const last = React.useRef({ shown, schema, form, children });
  if (last.current.shown !== shown || last.current.schema !== schema) {
    last.current = { shown, schema, form, children };
  }
  return <FormContext.Provider value={last.current.form}>{last.current.children}</FormContext.Provider>;
}

/** All that a field and what is in it show: values, readings, what follows, findings, and whether they can be edited. */
function shownAt({ model, places }: Form, path: Path): string {
  const place = pathText(path);
  const isHere = (at: string): boolean =>
    at.startsWith(place) && (at.length === place.length || at[place.length] === '.' || at[place.length] === '[');
  const { readings, derived } = model.report;
  const findings = [...places].filter(([at]) => isHere(at));
  return JSON.stringify([
    valueAt(model.data, path),
    model.readOnly,
    Object.entries(readings).filter(([at]) => isHere(at)),
    derived.filter(({ path: at }) => isHere(at)),
    findings.map(([at, found]) => [at, found.map(({ line: _, ...finding }) => finding)])
  ]);
}
