import type { ServerResponse } from 'node:http';
import type { Speed } from '../story/pace';
import { fold, initialState, type PageEvent } from './fold';
import type { PageState } from './state';

/** So many bytes may wait for a reader before it is left to catch up. */
const MOST_UNREAD = 2 ** 20;

/** What differs; of the samples only the new ones, to be put after the first `samplesFrom`. */
export type Changes = Partial<PageState> & { readonly samplesFrom?: number };

/**
 * The state of the page, and everybody who looks at it. Whoever comes, or comes back, gets the whole state (`snapshot`) and from then on
 * what changes (`change`), so that nobody misses anything. Server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export class Feed {
  #state: PageState;
  readonly #readers = new Set<ServerResponse>();
  /** Those that do not read as fast as we write: they get a snapshot when they have caught up. */
  readonly #behind = new Set<ServerResponse>();

  constructor(speed: Speed) {
    this.#state = initialState(speed);
  }

  get state(): PageState {
    return this.#state;
  }

  tell(event: PageEvent): void {
    const before = this.#state;
    this.#state = fold(before, event);
    const changes = changesBetween(before, this.#state);
    if (Object.keys(changes).length === 0) return;
    const text = frame('change', changes);
    for (const reader of this.#readers) {
      if (this.#behind.has(reader)) continue;
      if (reader.writableLength < MOST_UNREAD) reader.write(text);
      else this.#letCatchUp(reader);
    }
  }

  attach(reader: ServerResponse): void {
    reader.writeHead(200, { 'content-type': 'text/event-stream' });
    reader.once('close', () => {
      this.#readers.delete(reader);
      this.#behind.delete(reader);
    });
    this.#readers.add(reader);
    reader.write(`retry: 500\n\n${frame('snapshot', this.#state)}`);
  }

  /** The page is gone: browsers are told by the end of their connection. */
  close(): void {
    for (const reader of this.#readers) reader.destroy();
  }

  #letCatchUp(reader: ServerResponse): void {
    this.#behind.add(reader);
    reader.once('drain', () => {
      if (this.#behind.delete(reader)) reader.write(frame('snapshot', this.#state));
    });
  }
}

export function changesBetween(before: PageState, after: PageState): Changes {
  const changed = (Object.keys(after) as (keyof PageState)[]).filter((key) => before[key] !== after[key]);
  const changes = Object.fromEntries(changed.map((key) => [key, after[key]])) as Changes;
  if (changes.samples === undefined) return changes;
  const grew = before.samples.length > 0 && before.samples[0] === after.samples[0];
  const samplesFrom = grew ? before.samples.length : 0;
  return { ...changes, samples: after.samples.slice(samplesFrom), samplesFrom };
}

/** JSON has no line breaks of its own, so no text in it can end the frame. */
function frame(event: string, data: object): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
