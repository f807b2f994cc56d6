import * as React from 'react';

import type { Api } from '../api';
import { useForm } from './context';

/** Asks the server about the entry, and again whenever its file has changed; answers that come late are dropped. */
export function useLook<A>(ask: (api: Api, path: string) => Promise<A>, take: (answer: A) => void): void {
  const { model } = useForm();
  const { api, context } = model;
  React.useEffect(() => {
    let isWanted = true;
    const look = (): void => {
      ask(api, context.path).then(
        answer => isWanted && take(answer),
        error => isWanted && model.tell(error)
      );
    };
    look();
    context.fileChanged.connect(look);
    return () => {
      isWanted = false;
      context.fileChanged.disconnect(look);
    };
  }, [model, api, context]);
}
