import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ABCWidgetFactory, DocumentWidget } from '@jupyterlab/docregistry';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import { Widget } from '@lumino/widgets';

import { entryIcon } from './icons';

class Factory extends ABCWidgetFactory<DocumentWidget> {
  protected override createNewWidget(context: DocumentRegistry.Context): DocumentWidget {
    const content = new Widget();
    content.addClass('gb-Form');
    content.node.textContent = 'Glovebook ' + context.path;
    return new DocumentWidget({ content, context });
  }
}

const entries: JupyterFrontEndPlugin<void> = {
  id: 'glovebook:entries',
  autoStart: true,
  activate: (app: JupyterFrontEnd) => {
    app.docRegistry.addFileType({
      name: 'glovebook-entry',
      displayName: 'Glovebook entry',
      extensions: ['.gb.yaml', '.gb.yml'],
      mimeTypes: ['text/x-yaml'],
      fileFormat: 'text',
      contentType: 'file',
      icon: entryIcon
    });
    app.docRegistry.addWidgetFactory(
      new Factory({ name: 'Glovebook', modelName: 'text', fileTypes: ['glovebook-entry'], defaultFor: ['glovebook-entry'] })
    );
  }
};

export default [entries];
