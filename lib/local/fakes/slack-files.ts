import type { FakeAnswer, FakeCall } from './server';
import { accepted, refused } from './slack-answers';

interface File {
  readonly length: number;
  /** An address was given out; the bytes came; it was said that they are all. */
  readonly state: 'offered' | 'uploaded' | 'ready';
}

type Arguments = Readonly<Record<string, unknown>>;

const METHODS = new Set(['files.getUploadURLExternal', 'files.completeUploadExternal']);
const UPLOAD = '/upload/v1/';

/** Files of the workspace, handed over in three steps. */
export class FakeSlackFiles {
  /** What was handed over is still being processed, which takes some seconds: no message may show it yet. */
  areSlow = false;
  readonly #url: () => string;
  readonly #files = new Map<string, File>();

  constructor(url: () => string) {
    this.#url = url;
  }

  knows(method: string): boolean {
    return METHODS.has(method);
  }

  isReady(id: string): boolean {
    return this.#files.get(id)?.state === 'ready' && !this.areSlow;
  }

  answer(method: string, given: Arguments): FakeAnswer {
    return method === 'files.getUploadURLExternal' ? this.#offer(given) : this.#complete(given);
  }

  isUpload({ path }: FakeCall): boolean {
    return path.startsWith(UPLOAD);
  }

  /** The address says all; a token does not belong here. */
  upload({ method, path, headers, size }: FakeCall): FakeAnswer {
    const id = path.slice(UPLOAD.length);
    const file = this.#files.get(id);
    if (method !== 'POST' || file === undefined || headers.authorization !== undefined)
      return { status: 403, body: 'no' };
    if (file.length !== size) return { status: 400, body: 'length' };
    this.#files.set(id, { ...file, state: 'uploaded' });
    return { status: 200, body: `OK - ${size}` };
  }

  #offer({ filename, length }: Arguments): FakeAnswer {
    if (typeof filename !== 'string' || !(Number(length) > 0)) return refused('invalid_arguments');
    const id = `F0${String(this.#files.size + 1).padStart(8, '0')}`;
    this.#files.set(id, { length: Number(length), state: 'offered' });
    return accepted({ upload_url: `${this.#url()}${UPLOAD}${id}`, file_id: id });
  }

  #complete({ files }: Arguments): FakeAnswer {
    const named = JSON.parse(String(files)) as { readonly id: string }[];
    for (const { id } of named) {
      const file = this.#files.get(id);
      if (file === undefined || file.state === 'offered') return refused('file_not_found');
      this.#files.set(id, { ...file, state: 'ready' });
    }
    return accepted({ files: named });
  }
}
