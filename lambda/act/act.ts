import type { Command, CommandRequest } from '../../lib/model/contracts/command';
import { type Addressee, reachesPager } from '../../lib/model/incident';
import { commandEvent, type Decision } from '../../lib/model/incident/commands';
import { capital } from '../../lib/render/text';
import type { Incident, Ledger } from '../ledger/ledger';
import { log } from '../log';
import type { May } from './rights';

/** A command, and whether it was given at a pager that tells us of it, signed. */
export type Asked = CommandRequest & { readonly atPager?: boolean };

/** What a command needs of the world. */
export interface Actors {
  readonly ledger: Pick<Ledger, 'change' | 'merge'>;
  /** Who may hear of incidents. */
  readonly targets: readonly Addressee[];
  /** Missing where whoever gave the command need not be asked for: a place that the team owns vouched for them. */
  readonly may?: May | undefined;
  /** Everybody who hears of the incident is to be told. */
  tell(incident: Incident): Promise<void>;
  /** To the person alone; nothing depends on whether it arrives. */
  answer(replyTo: string | undefined, text: string): Promise<unknown>;
  now(): number;
}

/** What came of a command, and what the person is told; `retry`: whether they may is not known yet. */
export type Acted =
  | { readonly outcome: 'done' | 'refused'; readonly answer: string }
  | { readonly outcome: 'retry'; readonly why: string };

/** Who may is asked for again for so long; then the person is told, who has other ways. */
const DOUBT_MS = 2 * 60_000;

/**
 * Does what a person asked for, once however often it is delivered: checks that they may, appends the event, has it told, and answers
 * them. The answer comes last: it says what is durable.
 *
 * @throws Error when the ledger or a queue does not answer: the command must come again
 */
export async function act(request: Asked, actors: Actors): Promise<Acted> {
  const { id, incident, command, replyTo } = request;
  const acted = (await turnedAway(request, actors)) ?? (await done(request, actors));
  const about = { id, incident, command: command.type, outcome: acted.outcome };
  if (acted.outcome === 'retry') {
    log.warn({ message: 'command waits', ...about, why: acted.why });
  } else {
    log.info({ message: 'command handled', ...about });
    await actors.answer(replyTo, acted.answer);
  }
  return acted;
}

/** Nothing when the person may. Whoever cannot be checked may not. */
async function turnedAway({ by, at, command }: CommandRequest, { may, now }: Actors): Promise<Acted | undefined> {
  if (may === undefined) return undefined;
  if (by.id === undefined) return refused('Nothing was recorded: who you are did not come along.');
  const member = await may(by.id, command.type);
  if (member.outcome === 'ok')
    return member.value
      ? undefined
      : refused('Nothing was recorded: only members of the group for incidents may do this.');
  const { outcome, why } = member;
  if (outcome !== 'rejected' && now() - at < DOUBT_MS) return { outcome: 'retry', why };
  log.error({ message: 'members cannot be checked', why });
  return refused(`Nothing was recorded: whether you may do this could not be checked (${why}).`);
}

async function done(request: Asked, actors: Actors): Promise<Acted> {
  const { command } = request;
  if (command.type === 'merge') return merged(request, command, actors);
  const decisions: Decision[] = [];
  const changed = await actors.ledger.change(request.incident, (state) => {
    const hasPager = request.atPager || reachesPager(state, actors.targets);
    const decision = commandEvent({ ...request, hasPager, command }, state, actors.now());
    decisions.push(decision);
    return 'refusal' in decision ? undefined : decision.event;
  });
  const decision = decisions.at(-1);
  if (changed === undefined || decision === undefined)
    return refused(`Nothing was recorded: there is no incident ${request.incident} any more.`);
  if ('refusal' in decision) return refused(decision.refusal);
  await actors.tell(changed);
  return { outcome: 'done', answer: decision.answer };
}

async function merged(
  { id, incident, by, via, at }: CommandRequest,
  { into }: Extract<Command, { type: 'merge' }>,
  { ledger, tell }: Actors,
): Promise<Acted> {
  const both = await ledger.merge(incident, into, { key: id, by: { name: by.name }, via, at });
  if ('refusal' in both) return refused(`${capital(both.refusal)}.`);
  await tell(both.merged);
  await tell(both.into);
  return { outcome: 'done', answer: `Recorded: ${incident} is part of ${into} now.` };
}

function refused(answer: string): Acted {
  return { outcome: 'refused', answer };
}
