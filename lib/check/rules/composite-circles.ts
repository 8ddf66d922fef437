import { alarmsOfRule } from '../../model/composite';
import { alarmsOf, wantedAlarm } from '../alarm-index';
import { type CheckedComposite, compositesOf } from '../composites';
import type { Rule } from '../rule';
import { short } from '../values';

/** "The evaluation of composite alarms stops if CloudWatch detects a cycle", and none of them can be deleted (CloudWatch user guide, "Create a composite alarm"). */
export const COMPOSITE_CYCLE: Rule = {
  id: 'composite-cycle',
  level: 'error',
  *find(estate) {
    const composites = compositesOf(estate);
    const byResource = new Map(composites.map((found) => [found.place.resource, found]));
    const children = (parent: CheckedComposite): CheckedComposite[] =>
      alarmsOfRule(parent.rule ?? { type: 'constant', value: false }).flatMap((alarm) => {
        const found = alarmsOf(estate).find(wantedAlarm(alarm, parent.place.stack));
        return (found && byResource.get(found.place.resource)) ?? [];
      });
    for (const circle of circles(composites, children)) {
      const names = [...circle, circle[0]!].map(({ place }) => place.logicalId);
      const got = `a circle: ${short(names.join(' -> '))}`;
      yield { place: circle[0]!.place, what: 'AlarmRule', got, allowed: 'are alarms that do not watch each other' };
    }
  },
};

/** Circles of a graph, each node walked once. Without recursion: a template may hold a chain of thousands. */
function* circles<T>(nodes: Iterable<T>, next: (node: T) => readonly T[]): Generator<readonly T[]> {
  const done = new Set<T>();
  for (const start of nodes) {
    const path: T[] = [];
    const onPath = new Set<T>();
    const left: { node: T; isLeaving: boolean }[] = [{ node: start, isLeaving: false }];
    for (let step = left.pop(); step !== undefined; step = left.pop()) {
      const { node, isLeaving } = step;
      if (isLeaving) {
        onPath.delete(path.pop()!);
        done.add(node);
      } else if (onPath.has(node)) {
        yield path.slice(path.indexOf(node));
      } else if (!done.has(node)) {
        path.push(node);
        onPath.add(node);
        left.push({ node, isLeaving: true }, ...next(node).map((child) => ({ node: child, isLeaving: false })));
      }
    }
  }
}
