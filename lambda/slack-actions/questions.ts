import type { Command } from '../../lib/model/contracts/command';
import { type CauseTag, causeTags } from '../../lib/model/contracts/findings';
import { type Faults, type JargonCheck, missing, personal, unchosen, unexplained, wrong } from './faults';
import { type Block, choice, chosen, isTicked, textInput, tick, written } from './inputs';
import type { About, Answers } from './payload';

/** What is asked before a command, for those that need more than a press. */
export interface Form {
  /** At most 24 characters, like the label of the button. */
  readonly title: string;
  readonly submit: string;
  blocks(about: About): Block[];
  faults(answers: Answers, jargon: JargonCheck): Faults;
  /** Of answers without faults. */
  command(answers: Answers, about: About): Command;
}

const CAUSES: Readonly<Record<CauseTag, string>> = {
  deployment: 'A deployment',
  configuration: 'A change of configuration',
  dependency: 'Something that it depends on',
  capacity: 'Not enough capacity',
  data: 'Data',
  network: 'The network',
  other: 'Something else',
};
const CAUSE_OPTIONS = causeTags.map((value) => ({ value, label: CAUSES[value] }));

const ENDS = [
  { value: 'fixed', label: 'It is fixed' },
  { value: 'followedUp', label: 'It is followed up in its own ticket' },
] as const;

const INCIDENT = /^inc-[0-9a-z]+$/;

export const QUESTIONS: Partial<Record<Command['type'], Form>> = {
  falsePositive: {
    title: 'False positive',
    submit: 'Close the incident',
    blocks: () => [
      textInput('reason', 'Why is it a false positive?', 'Kept with the incident; the review asks for it.', 'many'),
    ],
    faults: (answers) => missing(answers, 'reason'),
    command: (answers) => ({ type: 'falsePositive', reason: written(answers, 'reason') }),
  },
  nameCause: {
    title: 'Name the cause',
    submit: 'Save',
    blocks: ({ earlier }) => [
      choice('tag', 'What kind of cause is it?', CAUSE_OPTIONS),
      textInput('text', 'What is it?', 'The incident stays open until the cause is dealt with.', 'many'),
      ...(earlier === undefined ? [] : [tick('repeat', 'Happened before?', `The same cause as ${earlier}`)]),
    ],
    faults: (answers) => ({ ...unchosen(answers, 'tag'), ...missing(answers, 'text') }),
    command: (answers, { earlier }) => ({
      type: 'nameCause',
      tag: chosen(answers, 'tag') as CauseTag,
      cause: written(answers, 'text'),
      ...(earlier !== undefined && isTicked(answers, 'repeat') ? { repeatOf: earlier } : {}),
    }),
  },
  closeCause: {
    title: 'Close the cause',
    submit: 'Save',
    blocks: () => [choice('how', 'How was it dealt with?', ENDS)],
    faults: (answers) => unchosen(answers, 'how'),
    command: (answers) => ({ type: 'closeCause', how: chosen(answers, 'how') === 'fixed' ? 'fixed' : 'followedUp' }),
  },
  note: {
    title: 'Add a note',
    submit: 'Save',
    blocks: () => [
      textInput('text', 'What do you want to say?', 'Everybody who is told of the incident reads it.', 'many'),
      tick('support', 'For support, too?', 'Support reads it, too'),
    ],
    faults: (answers, jargon) => ({ ...missing(answers, 'text'), ...unexplained(answers, 'text', 'support', jargon) }),
    command: (answers) => ({ type: 'note', text: written(answers, 'text'), support: isTicked(answers, 'support') }),
  },
  confirm: {
    title: 'Customer confirms',
    submit: 'Save',
    blocks: () => [
      textInput('customer', 'Which customer says that it works?', 'The number of the ticket; no name, please.', 'one'),
    ],
    faults: (answers) => ({ ...missing(answers, 'customer'), ...personal(answers, 'customer') }),
    command: (answers) => ({ type: 'confirm', customer: written(answers, 'customer') }),
  },
  review: {
    title: 'Reviewed',
    submit: 'Save',
    blocks: () => [textInput('url', 'Where is the review written down?', 'An address, if there is one.', 'one', true)],
    faults: (answers) =>
      wrong(/^(https?:\/\/\S+)?$/, answers, 'url', 'Please give an address that begins with https://.'),
    command: (answers) => {
      const url = written(answers, 'url');
      return { type: 'review', ...(url === '' ? {} : { url }) };
    },
  },
  merge: {
    title: 'Merge',
    submit: 'Merge',
    blocks: () => [
      textInput('into', 'Into which incident?', 'Its id, like inc-0123456789ab. It must be the older one.', 'one'),
    ],
    faults: (answers) => wrong(INCIDENT, answers, 'into', 'Please give the id of an incident, like inc-0123456789ab.'),
    command: (answers) => ({ type: 'merge', into: written(answers, 'into') }),
  },
};
