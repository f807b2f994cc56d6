import { InputDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import type { Api } from '../api';
import { WithSubscripts } from '../form/formula';
import { Refused } from '../refused';
import { compare, keep } from './calls';
import type { Compared } from './calls';

interface Props {
  api: Api;
  trans: TranslationBundle;
  /** Contents path of the notebook's folder. */
  folder: string;
  ids: readonly string[];
  open(path: string): void;
}

/** Results of several entries: one figure, their values side by side, and the figure as a file on request. */
export function ComparisonView({ api, trans, folder, ids, open }: Props): React.JSX.Element {
  const [method, setMethod] = React.useState<string | null>(null);
  const [found, setFound] = React.useState<Compared | null>(null);
  const [said, setSaid] = React.useState('');
  const tell = (error: unknown): void => setSaid(error instanceof Refused ? error.sentence : String(error));
  React.useEffect(() => {
    let isWanted = true;
    compare(api, folder, ids, method).then(
      answer => isWanted && setFound(answer),
      error => isWanted && tell(error)
    );
    return () => {
      isWanted = false;
    };
  }, [api, folder, ids, method]);
  const save = async (name: string, chosen: string): Promise<void> => {
    const label = trans.__('Name of the files; they are kept under figures/ in the notebook.');
    const answer = await InputDialog.getText({ title: trans.__('Save the figure'), label, text: name });
    if (answer.button.accept && answer.value) {
      try {
        const paths = await keep(api, folder, ids, chosen, answer.value.trim());
        setSaid(trans.__('Saved as %1.', paths.join(', ')));
      } catch (error) {
        tell(error);
      }
    }
  };
  return (
    <div className="gb-Comparison-page">
      <h2>{trans.__('Comparison of %1', ids.join(', '))}</h2>
      <p role="status" className="gb-Quiet">
        {said || (found ? '' : trans.__('Drawing …'))}
      </p>
      {found && (
        <>
          <div className="gb-Buttons">
            <label>
              {trans.__('Analysis')}{' '}
              <select value={found.method} onChange={event => setMethod(event.target.value)}>
                {found.methods.map(name => (
                  <option key={name}>{name}</option>
                ))}
              </select>
            </label>
            <button type="button" className="gb-Button" onClick={() => void save(found.name, found.method)}>
              {trans.__('Save figure')}
            </button>
          </div>
          <Picture svg={found.svg} alt={trans.__('%1 of %2', found.method, ids.join(', '))} />
          <ValuesTable found={found} trans={trans} open={open} />
        </>
      )}
    </div>
  );
}

/** A drawing shown as a picture: what is in an SVG cannot run. */
function Picture({ svg, alt }: { svg: string; alt: string }): React.JSX.Element {
  const [url, setUrl] = React.useState('');
  React.useEffect(() => {
    const made = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [svg]);
  return url === '' ? <div className="gb-Figure" /> : <img className="gb-Figure" src={url} alt={alt} />;
}

type TableProps = Pick<Props, 'trans' | 'open'> & { found: Compared };

function ValuesTable({ found, trans, open }: TableProps): React.JSX.Element {
  const { entries } = found;
  const names = [...new Set(entries.flatMap(({ values }) => Object.keys(values)))];
  return (
    <div className="gb-Scroll" tabIndex={0} role="group" aria-label={trans.__('Values')}>
      <table className="gb-Table gb-mod-read">
        <thead>
          <tr>
            <td />
            {entries.map(({ id, title, path, stale }) => (
              <th key={id} scope="col">
                <button type="button" className="gb-LinkButton" onClick={() => open(path)}>
                  {id}
                </button>
                {stale.length > 0 && (
                  <span className="gb-Badge gb-mod-warning" title={stale.join(', ')}>
                    {trans.__('stale')}
                  </span>
                )}
                <div className="gb-Quiet">
                  <WithSubscripts text={title} />
                </div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map(name => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {entries.map(({ id, values }) => (
                <td key={id} className="gb-Mono">
                  {values[name] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
