import * as React from 'react';

import type { Field } from '../schema';

interface FoldProps {
  summary: React.ReactNode;
  /** Whether it starts open; later only the person folds and unfolds, so no field vanishes while it is typed in. */
  open?: boolean;
  className?: string;
  summaryClass?: string;
  children: React.ReactNode;
}

/** A part that can be folded away. */
export function Fold({ summary, open = false, className, summaryClass, children }: FoldProps): React.JSX.Element {
  const [isOpen, setOpen] = React.useState(open);
  return (
    <details className={className ?? 'gb-More'} open={isOpen} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary className={summaryClass}>{summary}</summary>
      {children}
    </details>
  );
}

/** The fields for which something held when they were first shown: they keep their place while they are typed in. */
export function useAtFirst(fields: Field[], question: (field: Field) => boolean): Field[] {
  const [names] = React.useState(() => new Set(fields.filter(question).map(field => field.name)));
  return fields.filter(field => names.has(field.name));
}

/** The summary of a fold, with the names of what is in it. */
export function Names({ title, fields }: { title: string; fields: Field[] }): React.JSX.Element {
  return (
    <>
      {title}
      <span className="gb-Quiet"> {fields.map(field => field.label.toLowerCase()).join(', ')}</span>
    </>
  );
}
