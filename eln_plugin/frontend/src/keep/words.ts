import type { TranslationBundle } from '@jupyterlab/translation';

import type { Keeper } from './keeper';

/** What the person should know about the saving of an entry; empty while all is well. */
export function sentence({ isAway, isLoggedOut, isKept, told }: Keeper, trans: TranslationBundle): string {
  if (isAway && isLoggedOut && isKept) {
    return trans.__(
      'The server does not know you any more. What you type is kept in this browser, and saved once you have logged in ' +
        'again, in another tab or by loading this page anew.'
    );
  }
  if (isAway) {
    return isKept
      ? trans.__('The server does not answer. What you type is kept in this browser, and saved as soon as it does.')
      : trans.__('The server does not answer, and this browser keeps no data: copy what you typed to a safe place.');
  }
  if (told === null) {
    return '';
  }
  switch (told.about) {
    case 'back':
      return trans.__('What was typed in this browser until %1 and not saved is back.', moment(told.at));
    case 'clash':
      return trans.__('Somebody changed the same at the same time. Both texts are kept until you choose.');
    case 'changed':
      return trans.__('The file was changed on the disk meanwhile; both changes are merged when you save.');
    default:
      return told.hint ? `${told.message}; ${told.hint}` : told.message;
  }
}

function moment(at: string): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}
