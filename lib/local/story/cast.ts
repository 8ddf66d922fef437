import type { StoryPerson } from '../../model/contracts/story-person';
import type { LocalStack } from '../stack';
import type { LedgerReport } from './ledger-report';

/** A message of an incident in Slack. */
type Incident = LedgerReport['incidents'][number];

/** People of a story at the door that real people use: they find the message, press its button and fill in the form that opens. */
export class Cast {
  readonly #stack: LocalStack;

  /** @throws Error for people who have no door */
  constructor(stack: LocalStack, people: readonly StoryPerson[]) {
    this.#stack = stack;
    if (people.length > 0 && stack.slackActions === undefined)
      throw new Error(`people: got ${people.length}, allowed are none: nobody answers buttons (slackActions)`);
    for (const { who } of people) stack.vendors.slack.members.add(userOf(who).id);
  }

  /**
   * Returns what became of it, where it is not what the story says.
   *
   * @param incidents as the ledger has them now
   */
  async play(person: StoryPerson, incidents: readonly Incident[]): Promise<string | undefined> {
    const user = userOf(person.who);
    const incident = newest(incidents, person.incident);
    if (incident === undefined) return `there is no incident${person.incident ? ` of ${person.incident}` : ''}`;
    const { people, vendors } = this.#stack;
    const ts = await people.withButton(this.#messagesOf(incident), person.does);
    if (ts === undefined) return `no message of incident ${incident.id} has that button`;
    const before = vendors.views().length;
    try {
      const pressed = await people.press({ ts, action: person.does, user });
      if (pressed.status !== 200) return `the door answered ${pressed.status}`;
      const view = vendors.views()[before];
      if (view === undefined) return undefined;
      const sent = await people.submit(view, answersOf(person, incidents), user);
      return sent.status === 200 && sent.body === ''
        ? undefined
        : `the form was not taken: ${sent.status} ${sent.body}`;
    } catch (error) {
      return (error as Error).message;
    }
  }

  /** That of the target whose app answers first: what is for support alone stands in theirs only. */
  #messagesOf({ targets }: Incident): string[] {
    const { target } = this.#stack.slackActions ?? {};
    const inSlack = targets.filter(({ kind, ref }) => kind === 'slack' && ref !== null);
    const first = inSlack.filter(({ name }) => name === target);
    return [...new Set([...first, ...inSlack])].map(({ ref }) => ref!.split(':')[1] ?? '');
  }
}

function newest(incidents: readonly Incident[], service?: string): Incident | undefined {
  return incidents
    .filter(({ group }) => service === undefined || group.service === service)
    .sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1))[0];
}

/** The same person has the same id. */
export function userOf(who: string): { id: string; name: string } {
  const letters = [...who.toUpperCase()].filter((letter) => /[A-Z0-9]/.test(letter)).join('');
  return { id: `U${letters || 'SOMEBODY'}`, name: who };
}

/** What a person writes into a form: fields of the story are named as its blocks; what is ticked is `yes`. */
function answersOf(person: StoryPerson, incidents: readonly Incident[]): Record<string, string> {
  const { minute: _, who: __, does: ___, incident: ____, ...answers } = person;
  return Object.fromEntries(
    Object.entries(answers).flatMap(([block, value]): [string, string][] => {
      if (typeof value === 'boolean') return value ? [[block, 'yes']] : [];
      return [[block, block === 'into' ? (newest(incidents, value)?.id ?? value) : value]];
    }),
  );
}
