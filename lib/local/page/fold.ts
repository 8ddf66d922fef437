import type { TimelineEntry } from '../../render/timeline';
import type { ObjectiveFacts } from '../../report/objective-facts';
import type { AlarmState } from '../../simulate';
import type { Speed } from '../story/pace';
import { headline } from './headline';
import type { AlarmLine, Budget, IncidentView, PageState, Sample, StoryFacts } from './state';

/** What a replay says while it plays. */
export type PageEvent =
  | { readonly kind: 'starting' }
  | {
      /** The stack is up: what the evening is about, and what was before it. */
      readonly kind: 'up';
      readonly story: StoryFacts;
      readonly objectives: readonly ObjectiveFacts[];
      readonly samples: readonly Sample[];
      readonly budgets: readonly Budget[];
      readonly alarms: readonly AlarmLine[];
    }
  | { readonly kind: 'history'; readonly now: number }
  | {
      readonly kind: 'minute';
      readonly sample: Sample;
      readonly budgets: readonly Budget[];
      /** States by name of the alarm. */
      readonly alarms: ReadonlyMap<string, AlarmState>;
    }
  | { readonly kind: 'entry'; readonly entry: TimelineEntry }
  | { readonly kind: 'told'; readonly incidents: readonly IncidentView[] }
  | { readonly kind: 'pace'; readonly speed: Speed; readonly paused: boolean }
  | { readonly kind: 'over' };

export function initialState(speed: Speed): PageState {
  return withHeadline({
    phase: 'starting',
    headline: { tone: 'wait', title: '', text: '' },
    clock: { now: null, speed, paused: false },
    story: null,
    objectives: [],
    samples: [],
    budgets: [],
    alarms: [],
    timeline: [],
    incidents: [],
  });
}

/** The page after an event. What did not change stays the same object, so that only changes need to be sent. */
export function fold(state: PageState, event: PageEvent): PageState {
  return withHeadline(folded(state, event));
}

function folded(state: PageState, event: PageEvent): PageState {
  switch (event.kind) {
    case 'starting':
      return { ...initialState(state.clock.speed), clock: { ...state.clock, now: null } };
    case 'up': {
      const { kind: _, ...facts } = event;
      return { ...state, ...facts, phase: 'history' };
    }
    case 'history':
      return { ...state, clock: { ...state.clock, now: event.now } };
    case 'minute': {
      const { sample, budgets, alarms } = event;
      const lines = state.alarms.map((line) => alarmAt(line, alarms.get(line.name), state.story?.from ?? 0));
      return {
        ...state,
        phase: 'evening',
        clock: { ...state.clock, now: sample.at },
        samples: [...state.samples, sample],
        budgets: same(state.budgets, budgets, (a, b) => a.words === b.words),
        alarms: same(state.alarms, lines, (a, b) => a === b),
      };
    }
    case 'entry':
      return { ...state, timeline: [...state.timeline, event.entry] };
    case 'told':
      return { ...state, incidents: event.incidents };
    case 'pace':
      return { ...state, clock: { ...state.clock, speed: event.speed, paused: event.paused } };
    case 'over':
      return { ...state, phase: 'over' };
  }
}

/** The line with the state that the alarm has now; spells begin no earlier than what is drawn. */
export function alarmAt(line: AlarmLine, state: AlarmState | undefined, from: number): AlarmLine {
  const last = line.spells.at(-1);
  const before = last === undefined || last.to !== undefined ? 'OK' : last.value;
  if (state === undefined || state.value === before) return line;
  const at = Math.max(state.at, from);
  const closed = before === 'OK' ? line.spells : [...line.spells.slice(0, -1), { ...last!, to: at }];
  const spells = state.value === 'OK' ? closed : [...closed, { value: state.value, from: at }];
  return { ...line, reason: state.reason, spells };
}

function withHeadline(state: PageState): PageState {
  const next = headline(state);
  const { tone, title, text } = state.headline;
  return next.tone === tone && next.title === title && next.text === text ? state : { ...state, headline: next };
}

function same<T>(before: readonly T[], after: readonly T[], equal: (a: T, b: T) => boolean): readonly T[] {
  const unchanged = before.length === after.length && after.every((value, index) => equal(before[index]!, value));
  return unchanged ? before : after;
}
