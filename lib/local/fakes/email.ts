import { randomUUID } from 'node:crypto';
import { isSignedFor } from './aws-signature';
import { Fake } from './fake';
import type { FakeAnswer, FakeCall, FakeObject, FakeTicket, FakeVendor } from './server';

interface Mail {
  readonly id: string;
  readonly subject: string;
  readonly message: string;
  readonly at: string;
}

const NAMESPACE = 'http://sns.amazonaws.com/doc/2010-03-31/';
const LONGEST_MESSAGE_BYTES = 262_144;
/** Last line of a mail of ours: the incident, and the first revision that it tells of, 1 in the mail that opened it. */
const MARKER = /(inc-[0-9a-z]+):r(\d+)-\d+\s*$/;

/** SNS with one topic, as far as we publish to it and look at it, by its query protocol and in its XML. */
export class FakeEmail extends Fake implements FakeVendor {
  static readonly TOPIC = 'arn:aws:sns:eu-west-3:111122223333:incidents';
  /** What the role may do. */
  allowed: ReadonlySet<string> = new Set(['Publish', 'GetTopicAttributes']);
  hasTopic = true;
  isThrottled = false;
  /** Subscribers, as the topic counts them. */
  confirmed = 1;
  pending = 0;
  readonly #mails: Mail[] = [];

  static start(now: () => number = Date.now): Promise<FakeEmail> {
    return new FakeEmail(now).listen();
  }

  /** A mail that opened an incident, with what came after it as its notes. */
  objects(): FakeObject[] {
    return this.#mails.filter(isOpening).map((mail) => ({
      id: mail.id,
      text: `${mail.subject}\n${mail.message}`,
      isClosed: false,
      notes: this.#after(mail).map(({ message }) => message),
    }));
  }

  tickets(): FakeTicket[] {
    return this.#mails.filter(isOpening).map((mail) => ({
      id: mail.id,
      name: `to ${FakeEmail.TOPIC.split(':').at(-1)}`,
      title: mail.subject,
      state: inMails(1 + this.#after(mail).length),
      url: '',
      body: mail.message,
      labels: [],
      createdAt: mail.at,
      comments: this.#after(mail).map(({ subject, message }) => `${subject}\n\n${message}`),
      commentedAt: this.#after(mail).map(({ at }) => at),
    }));
  }

  mails(): readonly Mail[] {
    return this.#mails;
  }

  remove(id: string): void {
    throw new Error(`mail "${id}": got a wish to take it back, allowed is nothing: it was sent`);
  }

  #after({ message }: Mail): Mail[] {
    const [, incident] = MARKER.exec(message) ?? [];
    return this.#mails.filter((mail) => !isOpening(mail) && MARKER.exec(mail.message)?.[1] === incident);
  }

  protected take({ method, path, headers, body = {} }: FakeCall): FakeAnswer {
    const { Action = '', TopicArn } = body as Record<string, string>;
    if (!isSignedFor('sns', { headers }))
      return refused(403, 'MissingAuthenticationToken', 'Request is missing Authentication Token');
    if (method !== 'POST' || path !== '/' || body.Version !== '2010-03-31')
      return refused(400, 'InvalidAction', 'The action or version is not valid for this endpoint');
    if (!this.allowed.has(Action))
      return refused(403, 'AuthorizationError', `User is not authorized to perform: SNS:${Action}`);
    if (this.isThrottled) return refused(400, 'Throttling', 'Rate exceeded');
    if (!this.hasTopic || TopicArn !== FakeEmail.TOPIC) return refused(404, 'NotFound', 'Topic does not exist');
    return Action === 'Publish' ? this.#publish(body as Record<string, string>) : this.#attributes();
  }

  #publish({ Subject = '', Message = '' }: Readonly<Record<string, string>>): FakeAnswer {
    const isRight = /^[\x21-\x7e][\x20-\x7e]{0,98}$/.test(Subject);
    if (!isRight) return refused(400, 'InvalidParameter', 'Invalid parameter: Subject');
    if (Message === '') return refused(400, 'InvalidParameter', 'Invalid parameter: Empty message');
    if (Buffer.byteLength(Message) > LONGEST_MESSAGE_BYTES)
      return refused(400, 'InvalidParameter', 'Invalid parameter: Message too long');
    const id = randomUUID();
    this.#mails.push({ id, subject: Subject, message: Message, at: new Date(this.now()).toISOString() });
    return answered('Publish', `<MessageId>${id}</MessageId>`);
  }

  #attributes(): FakeAnswer {
    const values = { SubscriptionsConfirmed: this.confirmed, SubscriptionsPending: this.pending };
    const entries = Object.entries(values).map(
      ([key, value]) => `<entry><key>${key}</key><value>${value}</value></entry>`,
    );
    return answered('GetTopicAttributes', `<Attributes>${entries.join('')}</Attributes>`);
  }
}

function inMails(count: number): string {
  return count === 1 ? '1 mail' : `${count} mails`;
}

function isOpening({ message }: Mail): boolean {
  return MARKER.exec(message)?.[2] === '1';
}

function answered(action: string, result: string): FakeAnswer {
  return xml(
    200,
    `<${action}Response xmlns="${NAMESPACE}"><${action}Result>${result}</${action}Result>` +
      `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${action}Response>`,
  );
}

function refused(status: number, code: string, message: string): FakeAnswer {
  return xml(
    status,
    `<ErrorResponse xmlns="${NAMESPACE}"><Error><Type>Sender</Type><Code>${code}</Code>` +
      `<Message>${message}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  );
}

function xml(status: number, text: string): FakeAnswer {
  return { status, headers: { 'content-type': 'text/xml' }, body: text };
}
