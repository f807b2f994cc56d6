import { LabIcon } from '@jupyterlab/ui-components';

import entrySvg from '../style/icons/entry.svg';
import notebookSvg from '../style/icons/notebook.svg';

/** A sheet of paper with a flask: an entry. */
export const entryIcon = new LabIcon({ name: 'glovebook:entry', svgstr: entrySvg });

/** The same flask alone, in the colour of the side bar: the notebook. */
export const notebookIcon = new LabIcon({ name: 'glovebook:notebook', svgstr: notebookSvg });
