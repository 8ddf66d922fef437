import { chosen, isTicked, LONGEST_TEXT, written } from './inputs';
import type { Answers } from './payload';

/** What is wrong with a form, by block: Slack shows it there. */
export type Faults = Readonly<Record<string, string>>;

/** Terms in a text that support would not understand. */
export type JargonCheck = (text: string) => readonly string[];

/** Slack checks the length itself, as it counts; we count what we store. */
export function missing(answers: Answers, block: string): Faults {
  const { length } = written(answers, block);
  if (length === 0) return { [block]: 'Please write something.' };
  return length <= LONGEST_TEXT ? {} : { [block]: `Got ${length} characters, allowed are ${LONGEST_TEXT}.` };
}

export function unchosen(answers: Answers, block: string): Faults {
  return chosen(answers, block) === undefined ? { [block]: 'Please choose one.' } : {};
}

export function wrong(allowed: RegExp, answers: Answers, block: string, advice: string): Faults {
  return allowed.test(written(answers, block)) ? {} : { [block]: advice };
}

/** @param ticked block that says whether support reads the text */
export function unexplained(answers: Answers, block: string, ticked: string, jargon: JargonCheck): Faults {
  const terms = isTicked(answers, ticked) ? jargon(written(answers, block)) : [];
  if (terms.length === 0) return {};
  return { [block]: `Support would not understand: ${terms.join(', ')}. Explain, or untick "Support reads it, too".` };
}

/** Names cannot be told from other words, addresses can. */
export function personal(answers: Answers, block: string): Faults {
  return /\S@\S/.test(written(answers, block))
    ? { [block]: 'Please give the number of the ticket instead of an address.' }
    : {};
}
