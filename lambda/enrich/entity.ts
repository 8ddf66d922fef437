import { type IncidentState, memberObjectives } from '../../lib/model/incident';

/** The service in Application Signals, as its members name it; nothing where it is not known there. */
export function entityOf(state: IncidentState): { readonly name: string; readonly environment: string } | undefined {
  return memberObjectives(state).find(({ entity }) => entity !== undefined)?.entity;
}

/** The same as Application Signals identifies it. */
export function keyAttributes({ name, environment }: { readonly name: string; readonly environment: string }) {
  return { Type: 'Service', Name: name, Environment: environment };
}
