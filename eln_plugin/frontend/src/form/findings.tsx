import * as React from 'react';

import type { Finding } from '../api';
import { byWeight } from '../findings';
import type { EntryModel } from '../model';
import { pathLabel, shownPath } from '../schema';
import { parsePath, pathText } from '../yaml/path';
import type { Path } from '../yaml/path';
import { inputId, useForm } from './context';
import { WithSubscripts } from './formula';

/** What is wrong with a field, below it; something that is merely missing is only marked. */
export function FieldFindings({ path, also }: { path: Path; also?: Path }): React.JSX.Element | null {
  const form = useForm();
  const found = [path, ...(also ? [also] : [])].flatMap(place => form.places.get(pathText(place)) ?? []);
  if (found.length === 0) {
    return null;
  }
  return (
    <div className="gb-FieldFindings" id={`${inputId(form, also ?? path)}-findings`}>
      {found.map((finding, i) => (
        <p key={i} className={`gb-FieldFinding gb-mod-${finding.severity}`}>
          <span>
            <WithSubscripts text={finding.message} />
            {finding.hint && <span className="gb-Hint">; {finding.hint}</span>}
          </span>
          <FixButton finding={finding} />
        </p>
      ))}
    </div>
  );
}

function FixButton({ finding }: { finding: Finding }): React.JSX.Element | null {
  const { model, trans } = useForm();
  const { fix } = finding;
  if (!fix) {
    return null;
  }
  return (
    <button
      type="button"
      className="gb-Button"
      disabled={model.readOnly}
      onClick={() => model.edit({ op: 'set', path: parsePath(fix.path), value: fix.text })}
    >
      {trans.__('Use %1', fix.text)}
    </button>
  );
}

/** All findings, worst first; what is missing is one quiet card. */
export function FindingsPanel({ goTo }: { goTo: (path: string) => void }): React.JSX.Element {
  const { model, trans } = useForm();
  const all = byWeight(model.report.findings);
  const gaps = all.filter(finding => finding.severity === 'gap');
  const others = all.filter(finding => finding.severity !== 'gap');
  const count = others.length;
  return (
    <aside className={`gb-Findings ${all.length === 0 ? 'gb-mod-none' : ''}`} aria-label={trans.__('Findings')}>
      <h3 className="gb-Findings-title">
        {trans.__('Findings')} <span className="gb-Count">{count}</span>
      </h3>
      <div aria-live="polite">
        {all.length === 0 && <p className="gb-Quiet">{trans.__('Nothing to remark.')}</p>}
        {others.map((finding, i) => (
          <Card key={i} finding={finding} goTo={goTo} />
        ))}
        {gaps.length > 0 && <Gaps gaps={gaps} goTo={goTo} />}
      </div>
    </aside>
  );
}

function Card({ finding, goTo }: { finding: Finding; goTo: (path: string) => void }): React.JSX.Element {
  const { model, trans } = useForm();
  const path = parsePath(finding.path);
  const label = pathLabel(model.schema ?? undefined, path);
  const place = [finding.line ? trans.__('line %1', finding.line) : '', finding.rule].filter(Boolean).join(' · ');
  return (
    <article className={`gb-Card gb-mod-${finding.severity}`}>
      <h4>
        <span className="gb-Dot" role="img" aria-label={finding.severity} />
        {label || trans.__('This entry')}
      </h4>
      <p>
        <WithSubscripts text={finding.message} />
        {finding.hint && <span className="gb-Hint">; {finding.hint}</span>}
      </p>
      {finding.formula && <p className="gb-Mono">{finding.formula}</p>}
      <p className="gb-Mono gb-Quiet">{place}</p>
      <div className="gb-Buttons">
        <FixButton finding={finding} />
        {finding.path && (
          <button type="button" className="gb-Button" onClick={() => goTo(placeOf(model, path))}>
            {trans.__('Go to field')}
          </button>
        )}
      </div>
    </article>
  );
}

/** The place in the form that shows a path. */
function placeOf(model: EntryModel, path: Path): string {
  return pathText(shownPath(model.schema ?? undefined, model.data, path));
}

function Gaps({ gaps, goTo }: { gaps: Finding[]; goTo: (path: string) => void }): React.JSX.Element {
  const { model, trans } = useForm();
  return (
    <article className="gb-Card gb-mod-gap">
      <h4>
        <span className="gb-Dot" role="img" aria-label="gap" />
        {trans.__('Not filled in yet')}
      </h4>
      <ul className="gb-Gaps">
        {gaps.map((gap, i) => {
          const path = parsePath(gap.path);
          const go = (): void => goTo(placeOf(model, path));
          return (
            <li key={i}>
              <button type="button" className="gb-LinkButton" title={gap.message} onClick={go}>
                {pathLabel(model.schema ?? undefined, path) || gap.message}
              </button>
            </li>
          );
        })}
      </ul>
    </article>
  );
}
