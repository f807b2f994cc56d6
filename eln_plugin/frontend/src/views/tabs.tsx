import * as React from 'react';

import { useForm } from '../form/context';

export const VIEWS = ['form', 'graph', 'history'] as const;
/** What the main column of an entry shows. */
export type View = (typeof VIEWS)[number];

interface Props {
  view: View;
  show(view: View): void;
}

/** Form, graph and history of one entry, as tabs: arrows go from one to the next. */
export function Tabs({ view, show }: Props): React.JSX.Element {
  const { trans, prefix } = useForm();
  const names: Record<View, string> = {
    form: trans.__('Form'),
    graph: trans.__('Graph'),
    history: trans.__('History')
  };
  const bar = React.useRef<HTMLDivElement>(null);
  const onKey = (event: React.KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      const next = (VIEWS.indexOf(view) + step + VIEWS.length) % VIEWS.length;
      show(VIEWS[next] ?? 'form');
      bar.current?.querySelectorAll('button')[next]?.focus();
    }
  };
  return (
    <div ref={bar} role="tablist" className="gb-Tabs" aria-label={trans.__('Views of this entry')} onKeyDown={onKey}>
      {VIEWS.map(name => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`${prefix}-tab-${name}`}
          aria-controls={`${prefix}-view`}
          aria-selected={name === view}
          tabIndex={name === view ? 0 : -1}
          className="gb-Tab"
          onClick={() => show(name)}
        >
          {names[name]}
        </button>
      ))}
    </div>
  );
}
