import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Missing, Plan } from './calls';
import { PROFILES } from './model';
import type { ArchiveModel } from './model';

export interface Actions {
  /** Open an entry, at a field. */
  open(file: string, path: string): void;
  showFolder(folder: string): void;
  preview(folder: string): void;
}

interface Props extends Actions {
  model: ArchiveModel;
  trans: TranslationBundle;
}

/** What goes into an archive, what is missing, how far it is, and where it went. */
export function ArchiveView(props: Props): React.JSX.Element {
  const { model, trans } = props;
  const { plan, job, written, said } = model;
  return (
    <div className="gb-Archive-body">
      <Choices {...props} />
      <div role="alert">{said && <p className="gb-Notice">{said}</p>}</div>
      <div role="status">
        {!plan && !said && <p className="gb-Quiet">{trans.__('Checking what would go into it')}</p>}
        {plan && !written && <Summary plan={plan} trans={trans} />}
        {written && <Result {...props} />}
      </div>
      {plan && plan.blocking.length > 0 && <MissingList {...props} missing={plan.blocking} />}
      {plan && plan.unread.length > 0 && <MissingList {...props} missing={plan.unread} />}
      {job ? (
        <Underway {...props} />
      ) : (
        <p className="gb-Resolve-buttons">
          <button
            type="button"
            className="gb-Button gb-mod-primary"
            disabled={!plan || plan.count > 0 || plan.entries.length === 0 || model.folder.trim() === ''}
            onClick={() => void model.write()}
          >
            {trans.__('Write the crate')}
          </button>
          <button type="button" className="gb-Button" onClick={() => model.look()}>
            {trans.__('Check again')}
          </button>
        </p>
      )}
    </div>
  );
}

function Choices({ model, trans }: Props): React.JSX.Element {
  const { wanted, folder, job } = model;
  const scopes = { no: trans.__('this entry and all it links to'), yes: trans.__('all entries of the notebook') };
  return (
    <fieldset className="gb-Archive-choices" disabled={job !== null}>
      <fieldset>
        <legend>{trans.__('What')}</legend>
        {(['no', 'yes'] as const).map(whole => (
          <label key={whole}>
            <input
              type="radio"
              name={`whole-${wanted.path}`}
              checked={wanted.whole === whole}
              onChange={() => model.choose({ whole })}
            />
            {scopes[whole]}
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{trans.__('Checked as')}</legend>
        {PROFILES.map(profile => (
          <label key={profile}>
            <input
              type="radio"
              name={`profile-${wanted.path}`}
              checked={wanted.profile === profile}
              onChange={() => model.choose({ profile })}
            />
            {profile}
          </label>
        ))}
      </fieldset>
      <label className="gb-Archive-folder">
        {trans.__('Folder')}
        <input
          type="text"
          className="jp-mod-styled gb-Input gb-mod-exact gb-mod-wide"
          spellCheck={false}
          value={folder}
          onChange={event => model.put({ folder: event.target.value })}
        />
      </label>
    </fieldset>
  );
}

function Summary({ plan, trans }: { plan: Plan; trans: TranslationBundle }): React.JSX.Element {
  const { entries, count } = plan;
  const what = trans._n('%1 entry goes into the crate.', '%1 entries go into the crate.', entries.length, entries.length);
  const missing = trans._n('%1 finding stops it:', '%1 findings stop it:', count, count);
  return (
    <p>
      {what} {count > 0 && <b>{missing}</b>}
    </p>
  );
}

function MissingList({ missing, open, trans }: Props & { missing: Missing[] }): React.JSX.Element {
  return (
    <ul className="gb-Archive-missing">
      {missing.map((finding, index) => (
        <li key={index}>
          {finding.file && (
            <button
              type="button"
              className="gb-Button"
              aria-label={trans.__('Go to %1 in %2', finding.path || trans.__('the top'), finding.file)}
              onClick={() => open(finding.file, finding.path)}
            >
              {finding.file.split('/').at(-1)?.replace('.gb.yaml', '')}
              {finding.path && <code> {finding.path}</code>}
            </button>
          )}{' '}
          {finding.message}
          {finding.hint && <span className="gb-Quiet">; {finding.hint}</span>}
        </li>
      ))}
    </ul>
  );
}

function Underway({ model, trans }: Props): React.JSX.Element | null {
  const { job } = model;
  if (!job) {
    return null;
  }
  const { done, total, message } = job.progress;
  const words = message || trans.__('waiting for its turn');
  return (
    <p className="gb-Archive-progress">
      <progress aria-label={trans.__('Progress')} {...(total > 0 ? { value: done, max: total } : {})} />
      <span aria-live="polite">{words}</span>
      <button type="button" className="gb-Button" onClick={() => void model.cancel()}>
        {trans.__('Cancel')}
      </button>
    </p>
  );
}

function Result({ model, showFolder, preview, trans }: Props): React.JSX.Element | null {
  const { written } = model;
  const first = React.useRef<HTMLButtonElement>(null);
  React.useEffect(() => {
    const { activeElement } = document;
    if (activeElement === document.body || activeElement?.closest('.gb-Archive')) {
      first.current?.focus(); // the button that began it is gone
    }
  }, [written]);
  if (!written) {
    return null;
  }
  const { folder, files, said } = written;
  return (
    <div>
      <p>
        {trans._n('%1 file was written to', '%1 files were written to', files, files)} <code>{folder}</code>
      </p>
      {said.map(line => (
        <p key={line}>{line}</p>
      ))}
      <p className="gb-Resolve-buttons">
        <button ref={first} type="button" className="gb-Button" onClick={() => showFolder(folder)}>
          {trans.__('Show the folder')}
        </button>
        <button type="button" className="gb-Button" onClick={() => preview(folder)}>
          {trans.__('Look at it')}
        </button>
      </p>
    </div>
  );
}
