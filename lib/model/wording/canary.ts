import { CANARY_EVERY_MINUTES } from '../delivery/canary';
import { type IncidentState, registerKey } from '../incident';
import type { NeutralDocument } from './document';
import { leadEntry, timeZone } from './facts';
import { timeInWords } from './words';

/**
 * The day's canary, in plain words for whoever comes upon it. Every canary changes "Last arrived", so every canary is a
 * write that can be confirmed.
 */
export function canaryDocument(incident: string, state: IncidentState): NeutralDocument {
  const lead = leadEntry(state);
  const at = (time: number) => timeInWords(time, timeZone(state));
  const over = state.status === 'resolved';
  return {
    title: over ? 'Test message of cdk-slo: this one is finished' : 'Test message of cdk-slo: nobody needs to act',
    status: state.status,
    severity: 'info',
    paragraphs: [
      `Every ${CANARY_EVERY_MINUTES} minutes a test alarm takes the whole way that a real one takes, and this message is brought up to date to show that it arrived.`,
      over
        ? 'It lasted a day, as intended; the next test alarm opens the next one.'
        : 'Nobody needs to act. If test alarms stop arriving, other alarms tell the people who run this.',
    ],
    facts: [
      { label: 'Last arrived', value: at(lastArrived(state)) },
      { label: 'First arrived', value: at(state.openedAt) },
      { label: 'Owner', value: lead === undefined ? 'unknown' : `${lead.owner.team} (${lead.owner.contact})` },
    ],
    steps: [],
    links: lead === undefined || lead.runbook.url === '' ? [] : [{ label: 'What this is', url: lead.runbook.url }],
    footer: `${incident} · ${lead?.stage ?? ''} · ${state.members.join(', ')}`,
  };
}

function lastArrived({ registers, openedBy, openedAt }: IncidentState): number {
  return openedBy.source === 'alarm'
    ? (registers[registerKey(openedBy.slo, openedBy.alarm)]?.at ?? openedAt)
    : openedAt;
}
