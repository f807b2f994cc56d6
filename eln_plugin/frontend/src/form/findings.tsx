import { InputDialog } from '@jupyterlab/apputils';
import * as React from 'react';

import type { Finding, RuleExplained, Severity } from '../api';
import { byWeight } from '../findings';
import type { EntryModel } from '../model';
import { pathLabel, shownPath } from '../schema';
import { StepsCard } from '../steps/card';
import { valueAt } from '../yaml/data';
import { parsePath, pathText } from '../yaml/path';
import type { Path } from '../yaml/path';
import { focusPath, inputId, useForm } from './context';
import { WithSubscripts } from './formula';

/** The rule of what was changed twice at once, which is settled in a view of its own. */
const CONFLICT = 'record/conflict';

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
  const use = ({ currentTarget }: React.MouseEvent): void => {
    const root = currentTarget.closest<HTMLElement>('.gb-Entry');
    const path = parsePath(fix.path);
    model.editApart({ op: 'set', path, value: fix.text });
    setTimeout(() => root && focusPath(root, placeOf(model, path))); // the button goes with its finding
  };
  return (
    <button
      type="button"
      className="gb-Button"
      disabled={model.readOnly}
      onClick={use}
    >
      {trans.__('Use %1', fix.text)}
    </button>
  );
}

/** All findings, worst first; what is missing is one quiet card. */
export function FindingsPanel({ goTo }: { goTo: (path: string) => void }): React.JSX.Element {
  const { model, trans } = useForm();
  const others = byWeight(model.report.findings).filter(finding => finding.severity !== 'gap');
  const gaps = missing(model);
  const count = others.length;
  return (
    <aside className={`gb-Findings ${others.length + gaps.length === 0 ? 'gb-mod-none' : ''}`} aria-label={trans.__('Findings')}>
      <h3 className="gb-Findings-title">
        {trans.__('Findings')} <span className="gb-Count">{count}</span>
      </h3>
      <div aria-live="polite">
        {others.length + gaps.length === 0 && <p className="gb-Quiet">{trans.__('Nothing to remark.')}</p>}
        {others.map((finding, i) => (
          <Card key={i} finding={finding} goTo={goTo} />
        ))}
        {gaps.length > 0 && <Gaps gaps={gaps} goTo={goTo} />}
      </div>
      <StepsCard />
    </aside>
  );
}

function Card({ finding, goTo }: { finding: Finding; goTo: (path: string) => void }): React.JSX.Element {
  const { model, trans, settle } = useForm();
  const [isOpen, setOpen] = React.useState(false);
  const title = React.useId();
  const path = parsePath(finding.path);
  const label = pathLabel(model.schema ?? undefined, path);
  const place = [finding.line ? trans.__('line %1', finding.line) : '', finding.rule].filter(Boolean).join(' · ');
  return (
    <article
      className={`gb-Card gb-mod-${finding.severity}`}
      tabIndex={-1}
      data-finding={placeOf(model, path)}
      aria-labelledby={title}
    >
      <h4 id={title}>
        <Dot severity={finding.severity} />
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
        {finding.rule === CONFLICT && (
          <button type="button" className="gb-Button" onClick={settle}>
            {trans.__('Choose between them')}
          </button>
        )}
        {finding.path && (
          <button type="button" className="gb-Button" onClick={() => goTo(placeOf(model, path))}>
            {trans.__('Go to field')}
          </button>
        )}
        <button type="button" className="gb-Button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {trans.__('Explain')}
        </button>
      </div>
      {isOpen && <Explanation rule={finding.rule} />}
    </article>
  );
}

/** The colour of a severity, and its word for those who do not see it. */
function Dot({ severity }: { severity: Severity }): React.JSX.Element {
  const { trans } = useForm();
  const words: Record<Severity, string> = {
    error: trans.__('Error'),
    warning: trans.__('Warning'),
    gap: trans.__('Gap'),
    info: trans.__('Remark')
  };
  return <span className="gb-Dot" role="img" aria-label={words[severity]} />;
}

/** What a rule asks for, on demand, and how to silence it for this entry. */
function Explanation({ rule }: { rule: string }): React.JSX.Element | null {
  const { model, trans } = useForm();
  const [explained, setExplained] = React.useState<RuleExplained | null>(null);
  React.useEffect(() => {
    let isWanted = true;
    void model.api.rule(rule).then(
      found => isWanted && setExplained(found),
      () => undefined
    );
    return () => {
      isWanted = false;
    };
  }, [model, rule]);
  if (!explained) {
    return null;
  }
  const { sentence, more, formula, source, levels } = explained;
  const strict = Object.entries(levels).map(([profile, level]) => `${profile}: ${level}`);
  return (
    <div className="gb-Explained">
      <p>{sentence}</p>
      {more && <p>{more}</p>}
      {formula && <p className="gb-Mono">{formula}</p>}
      <p className="gb-Quiet">
        {trans.__('Source: %1', source)} · {strict.join(', ')}
      </p>
      {explained.waivable && <WaiveButton rule={rule} />}
    </div>
  );
}

function WaiveButton({ rule }: { rule: string }): React.JSX.Element {
  const { model, trans } = useForm();
  const waive = async (): Promise<void> => {
    const answer = await InputDialog.getText({
      title: trans.__('Silence %1 for this entry', rule),
      label: trans.__('Why does it not matter here? The reason is kept and exported.'),
      required: true
    });
    const reason = answer.value?.trim() ?? '';
    if (answer.button.accept && reason !== '') {
      const waivers = valueAt(model.data, ['waive']);
      const count = Array.isArray(waivers) ? waivers.length : 0;
      model.editApart({ op: 'insert', path: ['waive', count], value: { rule, reason } });
    }
  };
  return (
    <button type="button" className="gb-Button" disabled={model.readOnly} onClick={() => void waive()}>
      {trans.__('Waive with reason')}
    </button>
  );
}

/** The place in the form that shows a path. */
function placeOf(model: EntryModel, path: Path): string {
  return pathText(shownPath(model.schema ?? undefined, model.data, path));
}

type Gap = Pick<Finding, 'path' | 'message'>;

/** What the archive still expects; of a text that is no entry, what its findings call a gap. */
function missing(model: EntryModel): Gap[] {
  const { completeness, findings } = model.report;
  return completeness['archive']?.missing ?? findings.filter(finding => finding.severity === 'gap');
}

function Gaps({ gaps, goTo }: { gaps: Gap[]; goTo: (path: string) => void }): React.JSX.Element {
  const { model, trans } = useForm();
  const title = React.useId();
  return (
    <article className="gb-Card gb-mod-gap" tabIndex={-1} data-finding="" aria-labelledby={title}>
      <h4 id={title}>
        <Dot severity="gap" />
        {trans.__('Missing for the archive')}
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
