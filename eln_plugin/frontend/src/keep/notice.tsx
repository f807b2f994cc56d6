import { InputDialog } from '@jupyterlab/apputils';
import { UseSignal } from '@jupyterlab/ui-components';
import type { ISignal } from '@lumino/signaling';
import * as React from 'react';

import { useForm } from '../form/context';
import type { Keeper } from './keeper';
import { sentence } from './words';

/** What the person should know about the saving of this entry, with what can be done about it. */
export function KeepNotice(): React.JSX.Element {
  return <Kept>{keeper => <Notice keeper={keeper} />}</Kept>;
}

function Notice({ keeper }: { keeper: Keeper }): React.JSX.Element | null {
  const { trans, settle } = useForm();
  const said = sentence(keeper, trans);
  if (said === '') {
    return null;
  }
  const about = keeper.isAway ? '' : keeper.told?.about;
  const giveReason = async (): Promise<void> => {
    const title = trans.__('Why is the reviewed entry changed?');
    const { value } = await InputDialog.getText({ title, placeholder: trans.__('e.g. wrong die') });
    if (value?.trim()) {
      await keeper.save(value).catch(() => undefined);
    }
  };
  return (
    <p className={`gb-Notice ${keeper.isAway ? 'gb-mod-away' : ''}`}>
      {said}
      {about === 'clash' && (
        <button type="button" className="gb-Button" onClick={settle}>
          {trans.__('Choose')}
        </button>
      )}
      {about === 'reviewed' && (
        <button type="button" className="gb-Button" onClick={() => void giveReason()}>
          {trans.__('Give the reason')}
        </button>
      )}
      {!keeper.isAway && (
        <button type="button" className="gb-Button" onClick={() => keeper.dismiss()}>
          {trans.__('Dismiss')}
        </button>
      )}
    </p>
  );
}

/** Whether what the form shows is on the disk. */
export function SaveState(): React.JSX.Element {
  return <Kept>{keeper => <State keeper={keeper} />}</Kept>;
}

function State({ keeper }: { keeper: Keeper }): React.JSX.Element {
  const { trans } = useForm();
  const { isAway, isSaving, isUnsaved, isKept } = keeper;
  const words = isSaving
    ? trans.__('saving')
    : !isUnsaved
      ? trans.__('saved')
      : isAway && isKept
        ? trans.__('kept in this browser')
        : trans.__('not saved');
  return (
    <span role="status" className="gb-SaveState">
      {words}
    </span>
  );
}

/** Shown anew whenever the keeper has news, which is more often than the form has. */
export function Kept({ children }: { children: (keeper: Keeper) => React.ReactElement | null }): React.JSX.Element {
  const { keeper } = useForm().model;
  const changed: ISignal<Keeper, void> = keeper.changed;
  return <UseSignal signal={changed}>{() => children(keeper)}</UseSignal>;
}
