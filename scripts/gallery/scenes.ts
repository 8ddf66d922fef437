import type { IncidentEvent } from '../../lib/model/contracts/incident-event';
import { ending } from './scenes-ending';
import { odd } from './scenes-odd';
import { opening } from './scenes-opening';
import { working } from './scenes-working';

/** A moment of an incident's life: what has happened so far. */
export interface Scene {
  readonly title: string;
  /** What the reader sees here, in a sentence. */
  readonly about: string;
  readonly events: readonly IncidentEvent[];
}

export interface Chapter {
  /** Name of its page. */
  readonly name: string;
  readonly title: string;
  readonly scenes: readonly Scene[];
}

export const CHAPTERS: readonly Chapter[] = [
  { name: 'opening', title: 'How it begins', scenes: opening },
  { name: 'working', title: 'While people work on it', scenes: working },
  { name: 'ending', title: 'How it ends', scenes: ending },
  { name: 'odd', title: 'When something is odd', scenes: odd },
];
