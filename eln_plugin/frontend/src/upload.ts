import type { Contents } from '@jupyterlab/services';

const CHUNK = 1024 * 1024;
/** Names that are tried before giving up: `x.ism`, `x-2.ism` ... */
const TRIES = 100;

/**
 * Put a file into a folder of the server, piece by piece; its contents path.
 *
 * Nothing that is there is overwritten: where the name is taken, a number is put behind it. `tell` hears after each
 * piece how many bytes are there.
 */
export async function upload(
  contents: Contents.IManager,
  file: File,
  folder: string,
  tell: (done: number) => unknown = () => undefined
): Promise<string> {
  await makeFolder(contents, folder);
  const path = await freeName(contents, folder, file.name);
  const count = Math.max(1, Math.ceil(file.size / CHUNK));
  for (let index = 0; index < count; index += 1) {
    const piece = file.slice(index * CHUNK, (index + 1) * CHUNK);
    const chunk = index === count - 1 ? -1 : index + 1;
    const content = await base64(piece);
    await contents.save(path, {
      type: 'file',
      format: 'base64',
      content,
      ...(count > 1 ? { chunk } : {})
    } as Partial<Contents.IModel>);
    tell(Math.min(file.size, (index + 1) * CHUNK));
  }
  return path;
}

async function makeFolder(contents: Contents.IManager, folder: string): Promise<void> {
  let here = '';
  for (const part of folder.split('/')) {
    here = here === '' ? part : `${here}/${part}`;
    if (!(await isThere(contents, here))) {
      await contents.save(here, { type: 'directory', format: null as unknown as Contents.FileFormat });
    }
  }
}

async function freeName(contents: Contents.IManager, folder: string, name: string): Promise<string> {
  const dot = name.lastIndexOf('.');
  const [stem, end] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let number = 1; number <= TRIES; number += 1) {
    const path = `${folder}/${number === 1 ? name : `${stem}-${number}${end}`}`;
    if (!(await isThere(contents, path))) {
      return path;
    }
  }
  throw new Error(`${folder} holds ${TRIES} files called ${name} already`);
}

async function isThere(contents: Contents.IManager, path: string): Promise<boolean> {
  try {
    await contents.get(path, { content: false });
    return true;
  } catch {
    return false;
  }
}

/** The bytes of a piece as base64, as the contents service takes them. */
async function base64(piece: Blob): Promise<string> {
  const bytes = new Uint8Array(await piece.arrayBuffer());
  let text = '';
  for (let start = 0; start < bytes.length; start += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(text);
}
