import { runIcon } from '@jupyterlab/ui-components';
import * as React from 'react';

import type { Result } from '../api';
import { allColumns, cellText, headline } from '../headline';
import { useForm } from './context';
import { Fold } from './fold';
import { usePicture } from './picture';

/** The results of an entry, and the progress of an analysis that is under way. */
export function Results(): React.JSX.Element | null {
  const { model, trans } = useForm();
  const { job, results } = model;
  const section = React.useRef<HTMLElement>(null);
  const isRunning = job !== null;
  const methods = model.schema?.['x-glovebook-kind']?.analyses ?? [];
  const inOrder = [...results].sort((a, b) => methods.indexOf(a.method) - methods.indexOf(b.method));
  React.useEffect(() => {
    if (isRunning) {
      section.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [isRunning]);
  if (!job && results.length === 0) {
    return null;
  }
  return (
    <section ref={section} className="gb-Section gb-Results" aria-label={trans.__('Results')}>
      <h3 className="gb-Section-head">{trans.__('Results')}</h3>
      <div className="gb-Section-body" aria-live="polite">
        {job && (
          <div className="gb-Progress" role="status">
            <progress {...(job.progress.total > 0 ? { max: job.progress.total, value: job.progress.done } : {})} />
            <span>{job.progress.message || trans.__('Starting …')}</span>
          </div>
        )}
        {inOrder.map(result => (
          <ResultCard key={result.id} result={result} />
        ))}
      </div>
    </section>
  );
}

function ResultCard({ result }: { result: Result }): React.JSX.Element {
  const { model, trans } = useForm();
  return (
    <article className="gb-Result" data-result={result.id}>
      <h4>
        {result.method}
        <span className="gb-Quiet gb-Mono"> {result.id}</span>
        {result.synthetic && <span className="gb-Badge">{trans.__('synthetic data')}</span>}
        {result.stale.length > 0 && <span className="gb-Badge gb-mod-warning">{trans.__('stale')}</span>}
      </h4>
      {result.stale.length > 0 && (
        <p className="gb-FieldFinding gb-mod-warning">
          {trans.__('%1 since.', result.stale.join(', '))}
          <button
            type="button"
            className="gb-Button"
            disabled={!model.canAnalyse || model.isFixed}
            onClick={() => void model.analyse()}
          >
            <runIcon.react tag="span" />
            {trans.__('Run again')}
          </button>
        </p>
      )}
      <Values values={result.values} />
      {result.figure && <Figure path={result.figure} name={result.id} />}
      <Series result={result} />
      {result.warnings.map((warning, i) => (
        <p key={i} className="gb-FieldFinding gb-mod-warning">
          {warning}
        </p>
      ))}
    </article>
  );
}

function Values({ values }: { values: Result['values'] }): React.JSX.Element | null {
  const names = Object.entries(values);
  return names.length === 0 ? null : (
    <dl className="gb-Values">
      {names.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="gb-Mono">{value.text}</dd>
        </div>
      ))}
    </dl>
  );
}

function Series({ result }: { result: Result }): React.JSX.Element | null {
  const { trans } = useForm();
  const [all, setAll] = React.useState(false);
  const { series } = result;
  const columns = allColumns(result);
  const first = headline(result);
  const names = all ? columns : first;
  return series.length === 0 ? null : (
    <Fold open={series.length <= 12} summary={trans.__('Details')}>
      <div className="gb-Scroll">
        <table className="gb-Table gb-mod-read">
          <thead>
            <tr>
              {names.map(name => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {series.map((row, i) => (
              <tr key={i}>
                {names.map(name => (
                  <td key={name} className="gb-Mono">
                    {cellText(row[name])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {first.length < columns.length && (
        <button type="button" className="gb-LinkButton" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? trans.__('Fewer columns') : trans.__('All %1 columns', columns.length)}
        </button>
      )}
    </Fold>
  );
}

/** A figure of a result. */
function Figure({ path, name }: { path: string; name: string }): React.JSX.Element {
  const { trans } = useForm();
  const { url, failed } = usePicture(path);
  if (failed) {
    return <p className="gb-Quiet">{trans.__('The figure %1 could not be read.', path)}</p>;
  }
  const alt = trans.__('Figure of %1', name);
  return url ? <img className="gb-Figure" src={url} alt={alt} /> : <div className="gb-Figure" />;
}
