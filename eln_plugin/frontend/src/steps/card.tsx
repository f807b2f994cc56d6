import { addIcon } from '@jupyterlab/ui-components';
import * as React from 'react';

import { useForm } from '../form/context';
import { CommandIDs } from '../tokens';
import { steps } from './calls';
import type { Step } from './calls';

/** What can be done with an entry next: the steps that follow, the same once more, another name, the trash. */
export function StepsCard(): React.JSX.Element | null {
  const { model, trans } = useForm();
  const { api, context, report } = model;
  const [found, setFound] = React.useState<Step[]>([]);
  const kind = report.kind ?? '';
  const isInNotebook = model.around.folder !== null;
  React.useEffect(() => {
    let isWanted = true;
    if (isInNotebook && kind !== '') {
      steps(api, kind, context.path).then(
        list => isWanted && setFound(list),
        error => isWanted && model.tell(error)
      );
    }
    return () => {
      isWanted = false;
    };
  }, [model, api, context, kind, isInNotebook]);
  if (!isInNotebook) {
    return null;
  }
  const { path } = context;
  const others = [
    [CommandIDs.duplicate, trans.__('Duplicate')],
    [CommandIDs.rename, trans.__('Rename')],
    [CommandIDs.remove, trans.__('Delete')]
  ] as const;
  return (
    <article className="gb-Card gb-Steps">
      {found.length > 0 && <h4>{trans.__('Next step')}</h4>}
      <div className="gb-Buttons" hidden={found.length === 0}>
        {found.map(({ kind: next, title }) => (
          <button
            key={next}
            type="button"
            className="gb-Button"
            title={trans.__('A new entry that links to this one')}
            onClick={() => model.run(CommandIDs.follow, { path, kind: next })}
          >
            <addIcon.react tag="span" />
            {title}
          </button>
        ))}
      </div>
      <div className="gb-Buttons">
        {others.map(([command, label]) => (
          <button key={command} type="button" className="gb-LinkButton" onClick={() => model.run(command, { path })}>
            {label}
          </button>
        ))}
      </div>
    </article>
  );
}
