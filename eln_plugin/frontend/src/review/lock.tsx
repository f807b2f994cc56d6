import { InputDialog } from '@jupyterlab/apputils';
import * as React from 'react';

import { useForm } from '../form/context';
import { parsePath } from '../yaml/path';
import { amendment } from './calls';

/** Says that a review has locked the entry, and lets it be amended with a reason. */
export function Lock(): React.JSX.Element | null {
  const { model, trans } = useForm();
  const { locked } = model.report;
  const { api, context, amending } = model;
  if (!locked) {
    return null;
  }
  const amend = async (): Promise<void> => {
    const answer = await InputDialog.getText({
      title: trans.__('Amend a reviewed entry'),
      label: trans.__('What is changed, and why? The reason stands in the entry and is exported.'),
      required: true
    });
    const reason = answer.value?.trim() ?? '';
    if (!answer.button.accept || reason === '') {
      return;
    }
    try {
      const values = await amendment(api, context.path, context.model.toString(), reason);
      for (const [path, value] of Object.entries(values)) {
        model.edit({ op: 'set', path: parsePath(path), value });
      }
      model.amend(reason);
    } catch (error) {
      model.tell(error);
    }
  };
  const finish = async (): Promise<void> => {
    try {
      await context.save();
      model.amend('');
    } catch (error) {
      model.tell(error);
    }
  };
  return (
    <p className="gb-Lock" role="status">
      <span>
        {amending === ''
          ? trans.__('Reviewed and approved by %1 on %2: read only.', locked.by, locked.date.slice(0, 10))
          : trans.__('Amending what %1 approved: %2', locked.by, amending)}
      </span>
      {amending === '' ? (
        <button type="button" className="gb-Button" disabled={model.isFixed} onClick={() => void amend()}>
          {trans.__('Amend with reason')}
        </button>
      ) : (
        <button type="button" className="gb-Button" onClick={() => void finish()}>
          {trans.__('Save and lock')}
        </button>
      )}
    </p>
  );
}
