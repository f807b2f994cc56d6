import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { Widget } from '@lumino/widgets';

import { afterPalette } from './focus';

/** Show a view beside the documents; where there is room for one document only, as in Notebook 7, in the side bar. */
export function showView(shell: JupyterFrontEnd.IShell, widget: Widget, options?: DocumentRegistry.IOpenOptions): void {
  if (widget.parent === null) {
    shell.add(widget, 'main', options);
  }
  if (widget.parent === null) {
    shell.add(widget, 'right');
  }
  afterPalette(() => shell.activateById(widget.id));
}
