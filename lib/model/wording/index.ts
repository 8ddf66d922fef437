import type { Audience } from '../contracts/target-config';
import type { Unreachable } from '../delivery/notice';
import { type IncidentState, isCanary, type Milestone, pageNow } from '../incident';
import { aboutOf } from './about';
import { canaryDocument } from './canary';
import type { NeutralDocument, NeutralNote } from './document';
import { engineersDocument } from './engineers';
import { engineersNote } from './engineers-note';
import { supportDocument } from './support';
import { isNewsForSupport, supportNote } from './support-note';
import { teamDocument, teamNote } from './team';

export type { About, Action, Chart, NeutralDocument, NeutralNote, Page } from './document';

/**
 * The incident as one audience should read it now.
 *
 * @param unreachable other places where the incident should be told, and is not
 * @param region in which the incident runs: of links into the console and of commands. Without it there are no such links, and
 * `{region}` stays in commands
 */
export function composeDocument(
  incident: string,
  state: IncidentState,
  audience: Audience,
  unreachable: readonly Unreachable[] = [],
  region?: string,
): NeutralDocument {
  if (isCanary(state)) return canaryDocument(incident, state);
  const about = aboutOf(state);
  const page = pageNow(state);
  const said = inWords(incident, state, audience, unreachable, region);
  return { ...said, ...(about && { about }), ...(page && { page }) };
}

function inWords(
  incident: string,
  state: IncidentState,
  audience: Audience,
  unreachable: readonly Unreachable[],
  region: string | undefined,
): NeutralDocument {
  switch (audience) {
    case 'support':
      return supportDocument(incident, state, unreachable);
    case 'team':
      return teamDocument(incident, state, unreachable, region);
    case 'engineers':
      return engineersDocument(incident, state, unreachable, region);
  }
}

/** What was found out, for readers of words that cannot be brought up to date: the facts as they are known now. */
export function findingsParagraphs({ facts }: NeutralDocument): string[] {
  return facts.length === 0
    ? []
    : ['Found out since:', facts.map(({ label, value }) => `${label}: ${value}`).join('\n')];
}

const NOTES = { engineers: engineersNote, support: supportNote, team: teamNote } as const;

/** What of an incident's life one audience is told in notes. */
export function newsFor(state: IncidentState, audience: Audience): readonly Milestone[] {
  const { milestones } = state;
  return audience === 'support' ? milestones.filter((milestone) => isNewsForSupport(state, milestone)) : milestones;
}

/** What changed, as one audience should hear it; one note may tell of several changes. */
export function composeNote(state: IncidentState, told: readonly Milestone[], audience: Audience): NeutralNote {
  return NOTES[audience](state, told);
}
