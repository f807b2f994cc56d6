import { runIcon } from '@jupyterlab/ui-components';
import * as React from 'react';

import { SaveState } from '../keep/notice';
import { textAt } from '../yaml/data';
import { FieldFindings } from './findings';
import { useForm } from './context';
import { WithSubscripts } from './formula';
import { TextInput } from './input';

/** Kind, title, id, date and status, and what can be done with the entry as a whole. */
export function Header({ children }: { children: React.ReactNode }): React.JSX.Element {
  const { model, trans } = useForm();
  const { data, schema } = model;
  const facts = ['id', 'date', 'operator'].map(name => textAt(data, [name])).filter(text => text !== '');
  const name = textAt(data, ['title']);
  const status = textAt(data, ['status']);
  const title = schema?.properties?.['title'];
  const analyses = schema?.['x-glovebook-kind']?.analyses ?? [];
  return (
    <div className="gb-Header">
      <div className="gb-Header-words">
        <p className="gb-Kind">{schema?.title ?? textAt(data, ['kind'])}</p>
        {title && (
          <div className="gb-Title">
            <h2 aria-hidden="true" className={name === '' ? 'gb-Quiet' : ''}>
              <WithSubscripts text={name || trans.__('Untitled')} />
            </h2>
            <TextInput path={['title']} schema={title} name={trans.__('Title')} />
          </div>
        )}
        <FieldFindings path={['title']} />
      </div>
      <div className="gb-Header-buttons">
        {children}
        {analyses.length > 0 && (
          <button
            type="button"
            className="gb-Button gb-mod-primary"
            disabled={!model.canAnalyse || model.isFixed}
            onClick={() => void model.analyse()}
          >
            <runIcon.react tag="span" />
            {trans.__('Analyse')}
          </button>
        )}
      </div>
      <p className="gb-Facts">
        {facts.map(fact => (
          <span key={fact}>{fact}</span>
        ))}
        {status && (
          <span>
            {trans.__('status')} <b>{status}</b>
          </span>
        )}
        <SaveState />
        <Meter />
        {textAt(data, ['synthetic']) === 'yes' && <span className="gb-Badge">{trans.__('synthetic data')}</span>}
      </p>
    </div>
  );
}

/** How much of what the archive expects is there; the panel says what is not. */
function Meter(): React.JSX.Element | null {
  const { model, trans } = useForm();
  const { archive, publish } = model.report.completeness;
  if (!archive || archive.expected === 0) {
    return null;
  }
  const words = trans.__('%1 of %2', archive.complete, archive.expected);
  const more = publish ? trans.__('for publication %1 of %2', publish.complete, publish.expected) : '';
  return (
    <span className="gb-Meter" title={more}>
      {trans.__('archive')}
      <meter min={0} max={archive.expected} value={archive.complete} aria-label={trans.__('Complete for the archive')}>
        {words}
      </meter>
      {words}
    </span>
  );
}
