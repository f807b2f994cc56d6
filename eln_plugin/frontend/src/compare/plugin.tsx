import type { JupyterFrontEnd } from '@jupyterlab/application';
import { MainAreaWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import * as React from 'react';

import type { Api } from '../api';
import { notebookIcon } from '../icons';
import { CommandIDs, FACTORY } from '../tokens';
import { keepFocus } from '../views/focus';
import { showView } from '../views/place';
import { ComparisonView } from './view';

interface Parts {
  app: JupyterFrontEnd;
  api: Api;
  trans: TranslationBundle;
}

/** The command that shows the results of several entries in one figure. */
export function addComparison({ app, api, trans }: Parts): void {
  app.commands.addCommand(CommandIDs.compare, {
    label: trans.__('Compare Results'),
    execute: args => {
      const ids = Array.isArray(args['ids']) ? args['ids'].map(String) : [];
      const folder = String(args['folder'] ?? '');
      const open = (path: string): void => void app.commands.execute('docmanager:open', { path, factory: FACTORY });
      const content = ReactWidget.create(<ComparisonView {...{ api, trans, folder, ids, open }} />);
      content.addClass('gb-Entry');
      content.addClass('gb-Comparison');
      keepFocus(content.node);
      const widget = new MainAreaWidget({ content });
      widget.title.label = ids.join(', ');
      widget.title.caption = trans.__('Comparison of %1', ids.join(', '));
      widget.title.icon = notebookIcon;
      widget.title.closable = true;
      showView(app.shell, widget);
      return widget;
    },
    describedBy: {
      args: {
        type: 'object',
        required: ['ids'],
        properties: {
          ids: { type: 'array', items: { type: 'string' }, description: trans.__('Ids of the entries, two or more') },
          folder: { type: 'string', description: trans.__('A folder of the notebook') }
        }
      }
    }
  });
}
