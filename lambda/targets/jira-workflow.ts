import * as v from 'valibot';
import type { JiraSettings } from './jira-settings';

/** Teams name statuses as they like; their category is one of `new`, `indeterminate` and `done`. */
export const status = v.object({ name: v.string(), statusCategory: v.object({ key: v.string() }) });

export function stateOf({ statusCategory }: v.InferOutput<typeof status>): 'open' | 'closed' {
  return statusCategory.key === 'done' ? 'closed' : 'open';
}

/** A way out of an issue's status, as Jira offers it to our account. */
export const transition = v.object({ id: v.string(), name: v.string(), to: status });
export type Transition = v.InferOutput<typeof transition>;

/** Several ways may lead to an end, among them "Won't do" and "Canceled": what is solved ends in these [ours]. */
const SOLVED = /^(done|resolve|complete|close)/i;

/** The transition that is configured, by id or name; without one the first that leads there. None where none is offered. */
export function wayTo(
  state: 'open' | 'closed',
  offered: readonly Transition[],
  { [state]: wanted }: JiraSettings['transitions'],
): Transition | undefined {
  const leading = offered.filter(({ id, name, to }) => (wanted ? [id, name].includes(wanted) : stateOf(to) === state));
  return leading.find(({ to }) => SOLVED.test(to.name)) ?? leading[0];
}
