import { PageConfig, URLExt } from '@jupyterlab/coreutils';
import { fileIcon } from '@jupyterlab/ui-components';
import * as React from 'react';

import { useForm } from './context';

const PICTURE = /\.(avif|bmp|gif|jpe?g|png|svg|webp)$/i;
/** What JupyterLab can open, but an image element cannot show. */
const PAGE = /\.pdf$/i;

/** A file of the notebook that is a picture, in small, or a page: a click opens it in JupyterLab. */
export function Preview({ file }: { file: string }): React.JSX.Element | null {
  const { model, trans } = useForm();
  const folder = useFolder();
  const isPicture = PICTURE.test(file);
  if (folder === null || !(isPicture || PAGE.test(file))) {
    return null;
  }
  const path = folder === '' ? file : `${folder}/${file}`;
  const label = trans.__('Open %1', file.slice(file.lastIndexOf('/') + 1));
  return (
    <span className="gb-Preview">
      <a // no button: it works in an entry that is locked, too
        href={URLExt.join(PageConfig.getBaseUrl(), 'files', URLExt.encodeParts(path))}
        title={label}
        aria-label={label}
        onClick={event => {
          event.preventDefault();
          model.run('docmanager:open', { path });
        }}
      >
        {isPicture ? <Picture path={path} /> : <fileIcon.react tag="span" />}
      </a>
    </span>
  );
}

/** The folder of the notebook; it comes after the form is drawn, whose parts are drawn anew only when they change. */
function useFolder(): string | null {
  const { model } = useForm();
  const [folder, setFolder] = React.useState(model.around.folder);
  React.useEffect(() => {
    const look = (): void => setFolder(model.around.folder);
    look();
    model.changed.connect(look);
    return () => void model.changed.disconnect(look);
  }, [model]);
  return folder;
}

/** A picture in small; its bytes are fetched when it comes into view. */
function Picture({ path }: { path: string }): React.JSX.Element {
  const place = React.useRef<HTMLSpanElement>(null);
  const [isSeen, setSeen] = React.useState(false);
  React.useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => setSeen(seen => seen || entry?.isIntersecting === true));
    if (place.current) {
      observer.observe(place.current);
    }
    return () => observer.disconnect();
  }, []);
  const { url } = usePicture(isSeen ? path : null);
  return <span ref={place}>{url && <img src={url} alt="" />}</span>;
}

/** The address of a picture, fetched with the person's token: as an image element shows it, nothing in it can run. */
export function usePicture(path: string | null): { url: string | null; failed: boolean } {
  const { model } = useForm();
  const [url, setUrl] = React.useState<string | null>(null);
  const [failed, setFailed] = React.useState(false);
  React.useEffect(() => {
    let made: string | null = null;
    let gone = false;
    if (path === null) {
      return undefined;
    }
    model.api.file(path).then(
      blob => {
        if (!gone) {
          made = URL.createObjectURL(blob);
          setUrl(made);
        }
      },
      () => setFailed(true)
    );
    return () => {
      gone = true;
      if (made) {
        URL.revokeObjectURL(made);
      }
    };
  }, [model, path]);
  return { url, failed };
}
