import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Clash, Conflict, Decision, Side } from './calls';
import { beside, decisionOf } from './decision';
import type { Choice } from './decision';

interface Props {
  conflicts: readonly Conflict[];
  trans: TranslationBundle;
  settle(file: string, decision: Decision): void;
}

/** What two people changed at once, in two panes: what the entry holds, and what is kept beside it. */
export function ResolveView({ conflicts, ...rest }: Props): React.JSX.Element {
  const { trans } = rest;
  return (
    <div className="gb-Resolve-body">
      <p aria-live="polite">
        {conflicts.length === 0
          ? trans.__('Nothing clashes.')
          : trans.__('Both texts are kept until you choose; the one you do not choose stays in the history.')}
      </p>
      {conflicts.map((conflict, index) => (
        <ConflictCard key={conflict.file} conflict={conflict} number={index + 1} {...rest} />
      ))}
    </div>
  );
}

type CardProps = Omit<Props, 'conflicts'> & { conflict: Conflict; number: number };

function ConflictCard({ conflict, number, trans, settle }: CardProps): React.JSX.Element {
  const [chosen, choose] = React.useState<ReadonlyMap<string, Choice>>(new Map());
  const { fields, whole, file } = conflict;
  const title = trans.__('Change %1, by %2, %3', number, conflict.by || '?', new Date(conflict.at).toLocaleString());
  const all = (side: Side): void => settle(file, { choice: side, choices: {}, values: {} });
  return (
    <section className="gb-Section gb-Resolve" aria-label={title}>
      <h3 className="gb-Section-head">{title}</h3>
      <div className="gb-Section-body">
        {whole && <Wholes {...whole} trans={trans} />}
        {fields.map(field => (
          <Field
            key={field.path}
            field={field}
            file={file}
            trans={trans}
            choice={chosen.get(field.path)}
            choose={choice => choose(new Map(chosen).set(field.path, choice))}
          />
        ))}
        <div className="gb-Resolve-buttons">
          {fields.length > 0 && (
            <button
              type="button"
              className="gb-Button gb-mod-primary"
              disabled={chosen.size === 0}
              onClick={() => settle(file, decisionOf(fields, chosen))}
            >
              {trans.__('Settle what is chosen')}
            </button>
          )}
          <button type="button" className="gb-Button" onClick={() => all('theirs')}>
            {trans.__('Keep all as in the entry')}
          </button>
          <button type="button" className="gb-Button" onClick={() => all('mine')}>
            {trans.__('Take all that is kept beside it')}
          </button>
        </div>
      </div>
    </section>
  );
}

interface FieldProps {
  field: Clash;
  file: string;
  trans: TranslationBundle;
  choice: Choice | undefined;
  choose(choice: Choice): void;
}

function Field({ field, file, trans, choice, choose }: FieldProps): React.JSX.Element {
  const { path, base, editable } = field;
  const own = choice && 'text' in choice ? choice.text : '';
  const titles = { theirs: trans.__('In the entry'), mine: trans.__('Kept beside it') };
  return (
    <fieldset className="gb-Resolve-field">
      <legend>
        <code>{path}</code>
        <span className="gb-Quiet"> {base === null ? trans.__('was empty') : trans.__('was %1', base)}</span>
      </legend>
      <div className="gb-Resolve-panes">
        {(['theirs', 'mine'] as const).map(side => (
          <label key={side} className="gb-Resolve-pane">
            <input
              type="radio"
              name={`${file}-${path}`}
              checked={choice !== undefined && 'side' in choice && choice.side === side}
              onChange={() => choose({ side })}
            />
            <span>
              <span className="gb-Quiet">{titles[side]}</span>
              <span className="gb-Resolve-value">{field[side] ?? trans.__('(nothing)')}</span>
            </span>
          </label>
        ))}
      </div>
      {editable && (
        <input
          type="text"
          className={`jp-mod-styled gb-Input gb-mod-exact ${own ? 'gb-mod-chosen' : ''}`}
          aria-label={trans.__('Something else for %1', path)}
          placeholder={trans.__('or something else')}
          value={own}
          onChange={event => choose({ text: event.target.value })}
        />
      )}
    </fieldset>
  );
}

/** Two texts line by line; what differs is marked by a sign, too. */
function Wholes({ theirs, mine, trans }: { theirs: string; mine: string; trans: TranslationBundle }): React.JSX.Element {
  return (
    <table className="gb-Resolve-texts">
      <thead>
        <tr>
          <th scope="col">{trans.__('In the entry')}</th>
          <th scope="col">{trans.__('Kept beside it')}</th>
        </tr>
      </thead>
      <tbody>
        {beside(theirs, mine).map((pair, index) => (
          <tr key={index}>
            <Cell text={pair.theirs} alone={pair.mine === null} />
            <Cell text={pair.mine} alone={pair.theirs === null} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ text, alone }: { text: string | null; alone: boolean }): React.JSX.Element {
  return (
    <td className={text === null ? 'gb-mod-nothing' : alone ? 'gb-mod-alone' : ''}>
      {alone && text !== null && <ins>{text || ' '}</ins>}
      {!alone && text}
    </td>
  );
}
