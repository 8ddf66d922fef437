import type { CommandRequest } from '../contracts/command';
import type { IncidentEvent } from '../contracts/incident-event';
import { answerOf, type OwnCommand, refusalOf } from './refusals';
import type { IncidentState } from './state';

/** What becomes of a command: an event and what the person is told; no event when it is in the log already; or why nothing does. */
export type Decision = { readonly event?: IncidentEvent; readonly answer: string } | { readonly refusal: string };

export type OwnRequest = Omit<CommandRequest, 'command'> & {
  readonly command: OwnCommand;
  /** It was said at a pager that tells us of it, signed. */
  readonly atPager?: boolean;
  /** A pager hears of the incident: `reachesPager`. */
  readonly hasPager?: boolean;
};

/**
 * What a command does to an incident as it is now. Nobody is asked twice, nothing happens to what is over, and nothing that a person
 * says makes an incident resolved: that, its alarms and its cause decide; unless the pager owns the lifecycle.
 */
export function commandEvent(request: OwnRequest, state: IncidentState, now: number): Decision {
  if (state.signals.has(request.id)) return { answer: 'Recorded.' };
  const refusal = refusalOf(request, state);
  if (refusal !== undefined) return { refusal };
  return { event: eventOf(request, Math.min(request.at, now)), answer: answerOf(request.command, state) };
}

function eventOf({ id, by, via, command }: OwnRequest, at: number): IncidentEvent {
  // The id was for the door: the log keeps the name that colleagues know.
  const deed = { version: 1, at, key: id, by: { name: by.name }, via } as const;
  switch (command.type) {
    case 'acknowledge':
      return { ...deed, type: 'acknowledged' };
    case 'mitigated':
      return { ...deed, type: 'mitigated' };
    case 'falsePositive':
      return { ...deed, type: 'falsePositive', reason: command.reason };
    case 'nameCause': {
      const { tag, cause: text, repeatOf } = command;
      return { ...deed, type: 'causeNamed', cause: { tag, text }, ...(repeatOf === undefined ? {} : { repeatOf }) };
    }
    case 'closeCause':
      return { ...deed, type: 'causeClosed', how: command.how };
    case 'note':
      return { ...deed, type: 'noted', text: command.text, support: command.support };
    case 'confirm':
      return { ...deed, type: 'confirmed', customer: command.customer };
    case 'resolve':
      return { ...deed, type: 'resolved' };
    case 'review':
      return { ...deed, type: 'reviewed', ...(command.url === undefined ? {} : { url: command.url }) };
  }
}
