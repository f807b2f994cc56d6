import { addIcon } from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Kind, OverviewEntry, OverviewGroup } from '../api';
import { CompareBar, Tick } from '../compare/choice';
import { WithSubscripts } from '../form/formula';
import type { PanelModel } from './model';

interface Props {
  model: PanelModel;
  trans: TranslationBundle;
  kinds: readonly Kind[];
  open(path: string): void;
  create(kind: string, folder: string): void;
  fromTemplate(folder: string): void;
  fromFiles(folder: string): void;
  compare(ids: readonly string[], folder: string): void;
}

/** The entries of a notebook by kind, what is searched among them, and what can be begun. */
export function PanelView(props: Props): React.JSX.Element {
  const { model, trans } = props;
  const { overview, refused, query } = model;
  const field = React.useRef<HTMLInputElement>(null);
  const isSearch = query.trim() !== '';
  const openMeant = async (): Promise<void> => {
    const path = await model.meant().catch(() => null); // what is wrong with the text stands below it already
    if (path !== null) {
      props.open(path);
    }
  };
  return (
    <div className="gb-Panel-body">
      <input
        ref={field}
        type="search"
        className="jp-mod-styled gb-Panel-search"
        spellCheck={false}
        placeholder={trans.__('pressure >= 40 MPa status:done')}
        aria-label={trans.__('Search the notebook')}
        value={query}
        onChange={event => model.search(event.target.value)}
        onKeyDown={event => void (event.key === 'Enter' && openMeant())}
      />
      <div aria-live="polite">
        {refused && refused.reason !== 'no_notebook' && <p className="gb-Panel-said">{refused.sentence}</p>}
        {overview === null && refused && <Nothing {...props} />}
        {overview?.count === 0 && (
          <p className="gb-Quiet gb-Panel-said">
            {isSearch ? trans.__('Nothing was found.') : trans.__('No entries yet.')}
          </p>
        )}
      </div>
      {overview && overview.count > 0 && (
        <CompareBar
          choice={model.choice}
          trans={trans}
          choose={choice => model.choose(choice)}
          compare={ids => props.compare(ids, overview.folder)}
        />
      )}
      {overview?.groups.map(group => <Group key={group.kind} group={group} {...props} />)}
      {overview && <Beginnings {...props} />}
      {overview && <p className="gb-Quiet gb-Panel-said">{trans.__('Files dropped here become an entry.')}</p>}
    </div>
  );
}

function Nothing({ trans }: Props): React.JSX.Element {
  return <p className="gb-Quiet gb-Panel-said">{trans.__('This folder is in no notebook.')}</p>;
}

function Group({ group, model, kinds, open, trans }: Props & { group: OverviewGroup }): React.JSX.Element {
  const more = group.count - group.entries.length;
  const isAnalysed = kinds.some(({ name, analyses }) => name === group.kind && analyses.length > 0);
  const choice = isAnalysed ? model.choice : null;
  return (
    <details open className="gb-Panel-group">
      <summary>
        {group.title || trans.__('Not readable')} <span className="gb-Count">{group.count}</span>
      </summary>
      <ul>
        {group.entries.map(entry => (
          <li key={entry.path} className="gb-Panel-row">
            {choice && <Tick id={entry.id} choice={choice} trans={trans} choose={next => model.choose(next)} />}
            <EntryButton entry={entry} isCurrent={entry.path === model.current} open={open} />
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p className="gb-Quiet gb-Panel-said">{trans.__('and %1 more; a word above finds them', more)}</p>
      )}
    </details>
  );
}

function EntryButton(props: { entry: OverviewEntry; isCurrent: boolean; open: Props['open'] }): React.JSX.Element {
  const { entry, isCurrent, open } = props;
  const mark = entry.problems > 0 ? 'error' : entry.status || 'none';
  return (
    <button
      type="button"
      className={`gb-Panel-entry ${isCurrent ? 'gb-mod-current' : ''}`}
      aria-current={isCurrent || undefined}
      data-path={entry.path}
      title={`${entry.path}${entry.status ? ` (${entry.status})` : ''}`}
      onClick={() => open(entry.path)}
    >
      <span className={`gb-Panel-dot gb-is-${mark}`} />
      <span className="gb-Panel-name">
        <span className="gb-Panel-id">{entry.id}</span>
        {entry.title && <WithSubscripts text={` · ${entry.title}`} />}
      </span>
      <span className="gb-Panel-date">{entry.date.slice(0, 10)}</span>
    </button>
  );
}

/** One line a kind, one for the templates and one for files: a new entry in this notebook. */
function Beginnings({ model, kinds, create, fromTemplate, fromFiles, trans }: Props): React.JSX.Element {
  return (
    <details className="gb-Panel-group">
      <summary>{trans.__('New entry')}</summary>
      <ul>
        {kinds.map(({ name, title, summary }) => (
          <li key={name}>
            <button
              type="button"
              className="gb-Panel-entry"
              title={summary}
              onClick={() => create(name, model.overview?.folder ?? '')}
            >
              <addIcon.react tag="span" />
              <span className="gb-Panel-name">{title}</span>
            </button>
          </li>
        ))}
        <li>
          <button
            type="button"
            className="gb-Panel-entry"
            title={trans.__('A ready procedure, with what is done otherwise this time')}
            onClick={() => fromTemplate(model.overview?.folder ?? '')}
          >
            <addIcon.react tag="span" />
            <span className="gb-Panel-name">{trans.__('From a template …')}</span>
          </button>
        </li>
        <li>
          <button
            type="button"
            className="gb-Panel-entry"
            title={trans.__('Files of an instrument; they can be dropped on this panel, too')}
            onClick={() => fromFiles(model.overview?.folder ?? '')}
          >
            <addIcon.react tag="span" />
            <span className="gb-Panel-name">{trans.__('From files …')}</span>
          </button>
        </li>
      </ul>
    </details>
  );
}
