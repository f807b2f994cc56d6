import { LabIcon } from '@jupyterlab/ui-components';

import entrySvg from '../style/icons/entry.svg';

/** A sheet of paper with a flask: an entry. */
export const entryIcon = new LabIcon({ name: 'glovebook:entry', svgstr: entrySvg });
