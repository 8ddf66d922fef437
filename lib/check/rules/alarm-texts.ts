import type { PlacedResource } from '../../assembly';
import { ALARM_LIMITS } from '../../model/alarm';
import { parseAlarmName } from '../../model/names';
import { alarmsOf } from '../alarm-index';
import { takenTwice } from '../duplicates';
import { areTogether, mayBeTogether } from '../environments';
import { referencesOf } from '../references';
import type { Rule } from '../rule';
import { isUnknown, shown, textOf } from '../values';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f]/;

/** Names and descriptions that are too long, or hold what CloudWatch refuses. */
export const ALARM_TEXT: Rule = {
  id: 'alarm-text',
  level: 'error',
  *find(estate) {
    for (const { place, name, isNamed } of alarmsOf(estate).all) {
      const description = textOf(estate.properties(place).AlarmDescription) ?? '';
      for (const [what, text, most] of [
        ['AlarmName', isNamed ? name : 'x', ALARM_LIMITS.name],
        ['AlarmDescription', description, ALARM_LIMITS.description],
      ] as const) {
        // What is known at deployment only may be shorter than what stands for it.
        if (text.length > most && !referencesOf(estate).isIn(text))
          yield { place, what, got: `${text.length} characters`, allowed: `are ${most}` };
      }
      if (isNamed && (name === '' || CONTROL_CHARACTERS.test(name)))
        yield {
          place,
          what: 'AlarmName',
          got: shown(name),
          allowed: 'are 1 to 255 characters without control characters',
        };
    }
  },
};

/** Metric and composite alarms share their names; the second one would overwrite the first, or fail to deploy. */
export const ALARM_NAME_TAKEN: Rule = {
  id: 'alarm-name-taken',
  level: 'error',
  *find(estate) {
    const named = alarmsOf(estate).all.filter(({ isNamed }) => isNamed);
    const allowed = 'is each name once in an account and region';
    yield* takenTwice(named, { what: 'AlarmName', meet: level, allowed });
  },
};

/** Of stacks that may be deployed anywhere nobody knows whether they meet. */
function level({ stack }: PlacedResource, other: PlacedResource) {
  if (areTogether(stack, other.stack)) return 'error';
  return mayBeTogether(stack, other.stack) ? 'warning' : undefined;
}

/** Who is called by an alarm reads its description first. */
export const ALARM_WITHOUT_DESCRIPTION: Rule = {
  id: 'alarm-without-description',
  level: 'info',
  *find(estate) {
    for (const { place, name } of alarmsOf(estate).all) {
      const { AlarmDescription: description } = estate.properties(place);
      if (isUnknown(description) || textOf(description)?.trim()) continue;
      const allowed = 'is what it means and what to do';
      const isOurs = parseAlarmName(name) !== undefined;
      yield { place, what: 'AlarmDescription', got: 'nothing', allowed, level: isOurs ? 'warning' : 'info' };
    }
  },
};
