import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';

import { WithSubscripts } from '../form/formula';
import { textAt } from '../yaml/data';
import type { Row } from './calls';
import type { WeighModel } from './model';

interface Props {
  model: WeighModel;
  trans: TranslationBundle;
  /** Prefix of the ids of this sheet. */
  prefix: string;
  print(): void;
}

/** What to weigh, what was weighed, and the molar ratio of that: for the balance, with gloves on. */
export function WeighView(props: Props): React.JSX.Element {
  const { model, trans, print, prefix } = props;
  const { data } = model.entry;
  const table = React.useRef<HTMLTableElement>(null);
  const write = React.useRef<HTMLButtonElement>(null);
  // Enter, which some balances send after the mass, leads to the next row
  const next = (index: number): void => {
    (table.current?.querySelectorAll('input')[index + 1] ?? write.current)?.focus();
  };
  return (
    <div className="gb-Weigh-page">
      <h2>{trans.__('Weigh sheet of %1', textAt(data, ['id']))}</h2>
      <p className="gb-Quiet">
        <WithSubscripts text={textAt(data, ['title']) || model.sheet?.product || ''} />
      </p>
      <Origin {...props} />
      <div role="alert">{model.said && <p className="gb-Notice">{model.said}</p>}</div>
      {model.rows.length > 0 && (
        <table ref={table} className="gb-Weigh-table" aria-label={trans.__('Reagents')}>
          <thead>
            <tr>
              <th scope="col">{trans.__('Reagent')}</th>
              <th scope="col">{trans.__('Lot')}</th>
              <th scope="col">{trans.__('Purity')}</th>
              <th scope="col">{trans.__('To weigh')}</th>
              <th scope="col" id={`${prefix}-weighed`}>
                {trans.__('Weighed, in g')}
              </th>
              <th scope="col">{trans.__('Amount')}</th>
              <th scope="col">{trans.__('Ratio')}</th>
            </tr>
          </thead>
          <tbody>
            {model.rows.map((row, index) => (
              <ReagentRow key={index} {...props} row={row} index={index} next={() => next(index)} />
            ))}
          </tbody>
        </table>
      )}
      <Ratio {...props} />
      <div className="gb-Weigh-buttons">
        <button
          ref={write}
          type="button"
          className="gb-Button gb-mod-primary"
          disabled={!model.canWrite}
          onClick={() => void model.write()}
        >
          {trans.__('Write into the entry')}
        </button>
        <button type="button" className="gb-Button" onClick={print}>
          {trans.__('Print')}
        </button>
        <span role="status" className="gb-Quiet">
          {model.isWritten && trans.__('Written. Undo in the form takes all of it back.')}
        </span>
      </div>
    </div>
  );
}

/** What the masses are worked out from: a batch of product, or a portion that was weighed already. */
function Origin({ model, trans, prefix }: Props): React.JSX.Element {
  const { from, rows } = model;
  return (
    <fieldset className="gb-Weigh-from">
      <legend>{trans.__('Work out the masses from')}</legend>
      <span>
        <label>
          <input type="radio" name={`${prefix}-from`} checked={from === null} onChange={() => model.follow(null)} />
          {trans.__('a batch of product, in g')}
        </label>
        <input
          type="text"
          className="jp-mod-styled gb-Input"
          aria-label={trans.__('Batch of product, in g')}
          inputMode="decimal"
          autoComplete="off"
          value={model.batch}
          disabled={from !== null}
          onChange={event => model.putBatch(event.target.value)}
        />
      </span>
      <span>
        <label>
          <input type="radio" name={`${prefix}-from`} checked={from !== null} onChange={() => model.follow(0)} />
          {trans.__('the portion weighed of')}
        </label>
        <select
          className="jp-mod-styled"
          aria-label={trans.__('Reagent that the others follow')}
          value={from ?? 0}
          disabled={from === null}
          onChange={event => model.follow(Number(event.target.value))}
        >
          {rows.map(({ formula }, index) => (
            <option key={index} value={index}>
              {formula}
            </option>
          ))}
        </select>
      </span>
    </fieldset>
  );
}

type RowProps = Props & { row: Row; index: number; next(): void };

function ReagentRow({ model, trans, prefix, row, index, next }: RowProps): React.JSX.Element {
  const said = `${prefix}-said-${index}`;
  return (
    <tr>
      <th scope="row">
        <WithSubscripts text={row.formula} />
        {row.entry && <span className="gb-Quiet"> {row.entry}</span>}
      </th>
      <td>{row.lot || '–'}</td>
      <td>{row.purity || <span className="gb-Quiet">{trans.__('taken as pure')}</span>}</td>
      <td className="gb-Weigh-target">{row.target || '–'}</td>
      <td>
        <input
          type="text"
          className={`jp-mod-styled gb-Input ${row.said ? 'gb-mod-error' : ''}`}
          aria-label={trans.__('Weighed of %1, in g', row.formula)}
          aria-invalid={row.said ? true : undefined}
          aria-describedby={row.said ? said : undefined}
          inputMode="decimal"
          autoComplete="off"
          value={model.weighed(index)}
          disabled={model.entry.readOnly}
          onChange={event => model.putWeighed(index, event.target.value)}
          onKeyDown={event => {
            if (event.key === 'Enter') {
              event.preventDefault(); // or the button that gets the cursor would be pressed by the same key
              next();
            }
          }}
        />
        {row.said && (
          <p id={said} className="gb-Weigh-said">
            {row.said}
          </p>
        )}
      </td>
      <td>{row.amount || '–'}</td>
      <td>
        {row.ratio || '–'} <span className="gb-Quiet">{row.deviation}</span>
      </td>
    </tr>
  );
}

/** The ratio as weighed, which changes while masses are typed. */
function Ratio({ model, trans }: Props): React.JSX.Element {
  const { sheet } = model;
  const verdict = sheet?.fits ? trans.__('fits') : trans.__('is off');
  return (
    <p role="status" className="gb-Weigh-ratio">
      {sheet?.weighed && (
        <>
          {trans.__('Molar ratio as weighed')} <b>{sheet.weighed}</b>{' '}
          {sheet.fits !== null && (
            <span className={`gb-Weigh-verdict ${sheet.fits ? 'gb-mod-good' : 'gb-mod-warning'}`}>{verdict}</span>
          )}
        </>
      )}{' '}
      {sheet?.wanted && <span className="gb-Quiet">{trans.__('wanted %1', sheet.wanted)}</span>}
    </p>
  );
}
