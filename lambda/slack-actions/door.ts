import type { LambdaFunctionURLEvent } from 'aws-lambda';
import type { Command, CommandRequest } from '../../lib/model/contracts/command';
import type { TargetResult } from '../../lib/model/contracts/target-result';
import { COMMAND_NOT_QUEUED_MESSAGE, SIGNATURE_UNCHECKED_MESSAGE } from '../../lib/model/delivery/failure';
import { type DoorAnswer, type DoorRequest, doorRequest, empty, json } from '../doors/request';
import { log } from '../log';
import type { JargonCheck } from './faults';
import { filledIn, formOf } from './forms';
import { type Interaction, readInteraction } from './interaction';

/** What the door needs of the world; each answers or gives up well within Slack's 3 s. */
export interface DoorDependencies {
  /** Whether Slack sent it. */
  isGenuine(request: DoorRequest): Promise<boolean>;
  /** @throws Error when it may not be recorded */
  record(request: CommandRequest): Promise<void>;
  openForm(trigger: string, view: object): Promise<TargetResult<unknown>>;
  /** To the person who pressed, and nobody else. */
  say(replyTo: string | undefined, text: string): Promise<unknown>;
  readonly jargon: JargonCheck;
  /** Name of the target whose messages stand in a channel of Slack. */
  via(channel: string | undefined): string;
  now(): number;
}

type Press = Extract<Interaction, { kind: 'press' }>;
type Filled = Extract<Interaction, { kind: 'form' }>;

const NOT_RECORDED = 'This was perhaps not recorded. Please do it again: twice does no harm.';

/** Commands for which a press is enough. */
const AT_ONCE: ReadonlyMap<string, Command> = new Map(
  (['acknowledge', 'mitigated'] as const).map((type) => [type, { type }]),
);

/**
 * What people do in Slack, on its way to the queue of commands. The door neither knows incidents nor decides who may what: it faces
 * the internet, so it can do nothing but open forms and queue.
 */
export function door(dependencies: DoorDependencies): (event: LambdaFunctionURLEvent) => Promise<DoorAnswer> {
  return async (event) => {
    const request = doorRequest(event, 'form');
    if ('refused' in request) return turnedAway(request.refused);
    try {
      if (!(await dependencies.isGenuine(request))) return turnedAway(401);
    } catch (error) {
      log.error({ message: SIGNATURE_UNCHECKED_MESSAGE, why: (error as Error).message });
      return empty(503);
    }
    const form = new URLSearchParams(request.body.toString('utf8'));
    if (form.get('ssl_check') === '1') return empty();
    const interaction = readInteraction(form.get('payload'));
    if (interaction === undefined) return turnedAway(400);
    return answer(interaction, dependencies);
  };
}

function answer(interaction: Interaction, dependencies: DoorDependencies): Promise<DoorAnswer> | DoorAnswer {
  switch (interaction.kind) {
    case 'press':
      return pressedButton(interaction, dependencies);
    case 'form':
      return sentForm(interaction, dependencies);
    case 'other':
      log.info({ message: 'door ignored something', what: interaction.what });
      return empty();
  }
}

async function pressedButton(press: Press, dependencies: DoorDependencies): Promise<DoorAnswer> {
  const { command, about, trigger } = press;
  const say = (text: string) => dependencies.say(about.replyTo, text);
  const at = AT_ONCE.get(command);
  if (at !== undefined) {
    if (await isRecorded(requestOf(press, at, dependencies), dependencies)) return empty();
    await say(NOT_RECORDED);
    return { statusCode: 503, body: NOT_RECORDED };
  }
  const view = formOf(command, about);
  if (view === undefined) {
    await say('This button does nothing any more. Please use a newer message.');
    return empty();
  }
  const opened = await dependencies.openForm(trigger, view);
  if (opened.outcome === 'ok') return empty();
  log.error({ message: 'form not opened', command, incident: about.incident, why: opened.why });
  await say('If no form opened, please press again: nothing was recorded.');
  return empty();
}

/** Slack closes the form at an empty answer, and shows faults beside what they are about. */
async function sentForm(sent: Filled, dependencies: DoorDependencies): Promise<DoorAnswer> {
  const { command, about, answers } = sent;
  const filled = filledIn(command, answers, about, dependencies.jargon);
  if (filled === undefined) return turnedAway(400);
  if ('faults' in filled) return json({ response_action: 'errors', errors: filled.faults });
  if (await isRecorded(requestOf(sent, filled.command, dependencies), dependencies)) return empty();
  const [first = ''] = Object.keys(answers);
  return json({ response_action: 'errors', errors: { [first]: NOT_RECORDED } });
}

function requestOf(
  { id, by, about: { incident, channel, replyTo } }: Press | Filled,
  command: Command,
  { via, now }: DoorDependencies,
): CommandRequest {
  const answerable = replyTo === undefined ? {} : { replyTo };
  return { version: 1, id, incident, at: now(), by, via: via(channel), command, ...answerable };
}

async function isRecorded(request: CommandRequest, { record }: DoorDependencies): Promise<boolean> {
  const { id, incident, command } = request;
  try {
    await record(request);
    log.info({ message: 'command queued', id, incident, command: command.type });
    return true;
  } catch (error) {
    log.error({
      message: COMMAND_NOT_QUEUED_MESSAGE,
      id,
      incident,
      command: command.type,
      why: (error as Error).message,
    });
    return false;
  }
}

/** Why, whoever knocks is not told. */
function turnedAway(status: number): DoorAnswer {
  log.warn({ message: 'door turned a request away', status });
  return empty(status);
}
