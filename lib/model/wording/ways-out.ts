import type { CatalogueEntry, WayOut } from '../contracts/catalogue';
import { filledIn } from '../contracts/placeholders';
import { type IncidentState, isCauseOpen } from '../incident';
import { leadEntry } from './facts';

/** What to do, in this order: the first three steps of the runbook and the usual ways out with their commands. */
export function stepsInWords(state: IncidentState, region: string | undefined): string[] {
  const lead = leadEntry(state);
  if (lead === undefined) return [];
  if (state.status !== 'open')
    return state.status === 'mitigated' && isCauseOpen(state)
      ? ['Deal with the cause, and say here that it is fixed or followed up: until then the incident cannot end.']
      : [];
  const first = lead.runbook.firstSteps.slice(0, 3);
  const { scale, others } = waysOut(lead, region);
  return state.cause?.tag === 'capacity' ? [...scale, ...first, ...others] : [...first, ...others, ...scale];
}

function waysOut({ waysOut: ways = {}, stage }: CatalogueEntry, region: string | undefined) {
  const filling = { stage, ...(region === undefined ? {} : { region }) };
  const told = (what: string, way: WayOut | undefined) =>
    way === undefined ? [] : [filledIn(`${what}: ${withCommand(way)}`, filling)];
  return {
    scale: told('Scale', ways.scale),
    others: [...told('Roll back', ways.rollBack), ...told('Work around', ways.workAround)],
  };
}

function withCommand({ text, command }: WayOut): string {
  return command === undefined ? text : `${text} Run: ${command}`;
}
