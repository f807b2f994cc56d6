import * as React from 'react';

import { useForm } from '../form/context';
import { review, reviewing } from './calls';
import type { Review, Reviewing } from './calls';

interface ButtonProps {
  /** Where the focus goes when the card closes. */
  button: React.Ref<HTMLButtonElement>;
  isOpen: boolean;
  toggle(): void;
}

/** Opens the card in which a second person signs the entry. */
export function ReviewButton({ button, isOpen, toggle }: ButtonProps): React.JSX.Element | null {
  const { model, trans } = useForm();
  return model.around.folder === null ? null : (
    <button
      ref={button}
      type="button"
      className="gb-Button"
      aria-expanded={isOpen}
      disabled={model.isFixed}
      onClick={toggle}
    >
      {trans.__('Review')}
    </button>
  );
}

/** Verdict, person and remark: a review of the entry as it stands in the form, which is saved first. */
export function ReviewCard({ close }: { close(): void }): React.JSX.Element | null {
  const { model, trans, prefix } = useForm();
  const { api, context } = model;
  const [choices, setChoices] = React.useState<Reviewing | null>(null);
  const [said, setSaid] = React.useState<Review>({ verdict: '', by: '', remark: '' });
  const [isBusy, setBusy] = React.useState(false);
  const first = React.useRef<HTMLInputElement>(null);
  React.useEffect(() => {
    reviewing(api, context.path).then(setChoices, error => model.tell(error));
  }, [model, api, context]);
  React.useEffect(() => first.current?.focus(), [choices]);
  if (!choices) {
    return null;
  }
  const put = (part: Partial<Review>): void => setSaid({ ...said, ...part });
  const sign = async (): Promise<void> => {
    setBusy(true);
    try {
      if (context.model.dirty) {
        await context.save();
      }
      await review(api, context.path, context.model.toString(), said);
      await context.revert();
      close();
    } catch (error) {
      model.tell(error);
      setBusy(false);
    }
  };
  const onSubmit = (event: React.FormEvent): void => {
    event.preventDefault();
    void sign();
  };
  const onKey = (event: React.KeyboardEvent): void => {
    if (event.key === 'Escape') {
      close();
    }
  };
  return (
    <form className="gb-Review" aria-label={trans.__('Review')} onSubmit={onSubmit} onKeyDown={onKey}>
      <label>
        {trans.__('Read by')}
        <input
          ref={first}
          className="jp-mod-styled"
          list={`${prefix}-reviewers`}
          required
          value={said.by}
          onChange={event => put({ by: event.target.value.trim() })}
        />
      </label>
      <datalist id={`${prefix}-reviewers`}>
        {choices.people.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </datalist>
      <label>
        {trans.__('Verdict')}
        <select
          className="jp-mod-styled"
          required
          value={said.verdict}
          onChange={event => put({ verdict: event.target.value })}
        >
          <option value="" />
          {choices.verdicts.map(verdict => (
            <option key={verdict}>{verdict}</option>
          ))}
        </select>
      </label>
      <label className="gb-Review-remark">
        {trans.__('Remark')}
        <input
          className="jp-mod-styled"
          value={said.remark}
          onChange={event => put({ remark: event.target.value })}
        />
      </label>
      <div className="gb-Buttons">
        <button type="submit" className="gb-Button gb-mod-primary" disabled={isBusy}>
          {trans.__('Sign')}
        </button>
        <button type="button" className="gb-Button" onClick={close}>
          {trans.__('Cancel')}
        </button>
      </div>
    </form>
  );
}
