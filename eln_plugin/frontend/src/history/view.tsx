import { InputDialog } from '@jupyterlab/apputils';
import * as React from 'react';

import { useForm } from '../form/context';
import { useLook } from '../form/look';
import { difference, restore, versions } from './calls';
import type { Line, Version } from './calls';

type Against = 'before' | 'now';

/** What the entry held: its versions, what changed in or since one of them, and the way back to it. */
export function HistoryView(): React.JSX.Element {
  const { trans } = useForm();
  const [found, setFound] = React.useState<Version[] | null>(null);
  const [chosen, setChosen] = React.useState<Version | null>(null);
  useLook(versions, list => {
    setFound(list);
    setChosen(old => list.find(item => item.at === old?.at) ?? list.find(item => item.sha256) ?? null);
  });
  if (found === null) {
    return <p className="gb-Quiet">{trans.__('Looking through the history …')}</p>;
  }
  return (
    <section className="gb-Section gb-History" aria-label={trans.__('History')}>
      <ol className="gb-Versions" aria-label={trans.__('Versions, the newest first')}>
        {found.map(version => (
          <li key={`${version.at}${version.sha256}`}>
            <VersionButton version={version} isChosen={version === chosen} choose={() => setChosen(version)} />
          </li>
        ))}
      </ol>
      {chosen ? <Compared key={chosen.at} version={chosen} /> : <p className="gb-Quiet">{trans.__('No versions yet.')}</p>}
    </section>
  );
}

interface ButtonProps {
  version: Version;
  isChosen: boolean;
  choose(): void;
}

function VersionButton({ version, isChosen, choose }: ButtonProps): React.JSX.Element {
  const { trans } = useForm();
  const { sha256, at, author, cause } = version;
  return (
    <button
      type="button"
      className="gb-Version"
      aria-current={isChosen || undefined}
      disabled={sha256 === null}
      onClick={choose}
    >
      <time dateTime={at}>{new Date(at).toLocaleString()}</time>
      <span>
        {said(cause, trans)}
        {author && <span className="gb-Quiet"> · {author}</span>}
        {version.is_now && <span className="gb-Badge">{trans.__('now')}</span>}
      </span>
    </button>
  );
}

/** The cause of a version in words. */
function said(cause: string, trans: ReturnType<typeof useForm>['trans']): string {
  switch (cause) {
    case 'found':
      return trans.__('changed outside of Glovebook');
    case 'conflict':
      return trans.__('clashed, kept aside');
    default:
      return cause;
  }
}

/** What a version changed, or what was changed since. */
function Compared({ version }: { version: Version }): React.JSX.Element {
  const { model, trans } = useForm();
  const [against, setAgainst] = React.useState<Against>('before');
  const [lines, setLines] = React.useState<Line[] | null>(null);
  const { api, context } = model;
  const { before, is_now } = version;
  const sha256 = version.sha256 ?? '';
  React.useEffect(() => {
    let isWanted = true;
    const [first, second] = against === 'before' ? [before, sha256] : [sha256, ''];
    difference(api, context.path, first, second).then(
      found => isWanted && setLines(found),
      error => isWanted && model.tell(error)
    );
    return () => {
      isWanted = false;
    };
  }, [model, api, context, before, sha256, against]);
  return (
    <div className="gb-Compared">
      <div className="gb-Buttons">
        {(['before', 'now'] as const).map(side => (
          <button
            key={side}
            type="button"
            className="gb-Button"
            aria-pressed={side === against}
            disabled={side === 'now' && is_now}
            onClick={() => setAgainst(side)}
          >
            {side === 'before' ? trans.__('What it changed') : trans.__('What changed since')}
          </button>
        ))}
        <span className="gb-Spring" />
        <RestoreButton version={version} />
      </div>
      {lines && <Lines lines={lines} />}
    </div>
  );
}

function Lines({ lines }: { lines: Line[] }): React.JSX.Element {
  const { trans } = useForm();
  if (lines.length === 0) {
    return <p className="gb-Quiet">{trans.__('Nothing differs.')}</p>;
  }
  const signs = { same: ' ', old: '−', new: '+', place: '', remark: '' };
  const words: Partial<Record<Line['mark'], string>> = { old: trans.__('before'), new: trans.__('after') };
  return (
    <div className="gb-Lines" role="group" tabIndex={0} aria-label={trans.__('Lines that differ')}>
      {lines.map(({ mark, text }, i) => (
        <div key={i} className={`gb-Line gb-is-${mark}`}>
          <span aria-hidden="true" className="gb-Line-sign">
            {signs[mark]}
          </span>
          {words[mark] && <span className="gb-Unseen">{words[mark]}: </span>}
          <span>{text}</span>
        </div>
      ))}
    </div>
  );
}

/** Puts a version back; what is not saved yet is saved first, so that nothing is lost by it. */
function RestoreButton({ version }: { version: Version }): React.JSX.Element {
  const { model, trans } = useForm();
  const [isBusy, setBusy] = React.useState(false);
  const { api, context } = model;
  const act = async (): Promise<void> => {
    if (isBusy) {
      return; // it is not disabled meanwhile, so that it keeps the focus
    }
    const reason = model.report.locked ? await asked(trans) : '';
    if (reason === null) {
      return;
    }
    setBusy(true);
    try {
      if (context.model.dirty) {
        await context.save();
      }
      await restore(api, context.path, version.sha256 ?? '', reason);
      await context.revert();
    } catch (error) {
      model.tell(error);
    }
    setBusy(false);
  };
  return (
    <button
      type="button"
      className="gb-Button"
      aria-disabled={isBusy}
      disabled={version.is_now || context.model.readOnly}
      onClick={() => void act()}
    >
      {trans.__('Restore this version')}
    </button>
  );
}

/** Why a reviewed entry is changed; `null` where the person thinks better of it. */
async function asked(trans: ReturnType<typeof useForm>['trans']): Promise<string | null> {
  const answer = await InputDialog.getText({
    title: trans.__('Restore a version of a reviewed entry'),
    label: trans.__('Why? The reason is kept as an amendment.'),
    required: true
  });
  return answer.button.accept ? (answer.value ?? '') : null;
}
