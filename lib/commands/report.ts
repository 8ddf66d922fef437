import { randomUUID } from 'node:crypto';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import { isAddress } from '../model/contracts/address';
import type { SupportReportDocument } from '../model/contracts/documents';
import { SUPPORT_REPORT, type SupportReport, supportReport } from '../model/contracts/support-report';
import { catalogueParameterName, responseParameterName } from '../model/names';
import { awsFault } from './aws-fault';
import { checkStage, parameterValue, responseOf } from './response-of';
import { UsageError } from './usage-error';

export { supportReportInWords } from '../render/support-report';

export interface ReportOptions {
  readonly stage: string;
  /** Whose promise customers miss. */
  readonly slo: string;
  /** What support calls the conversation: the number of a ticket. */
  readonly report: string;
  /** Customers or tickets by now, all in all. A text is read as a number. */
  readonly count: number | string;
  /** @default - nobody has said what customers were doing */
  readonly operation?: string;
  /** @default - nobody has said what they were shown */
  readonly exception?: string;
  /** @default - no link to where support keeps it */
  readonly url?: string;
}

const LONGEST_SHOWN = 300;
const ACTIONS = ['ssm:GetParameter', 'sqs:SendMessage'];
const SHORT = 'are 1 to 300 characters';
/** What the contract takes, by option. */
const ALLOWED: Readonly<Record<string, string>> = {
  stage: SHORT,
  slo: SHORT,
  report: SHORT,
  operation: SHORT,
  exception: SHORT,
  count: 'are whole numbers from 1 to 1,000,000',
  url: 'is an http or https address of at most 1,000 characters',
};

// The SDK would warn that its releases of 2027 want a newer Node.js; ours are pinned.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/**
 * Tells the response stack of a stage what support hears from customers. It takes the same way as an alarm; a report that comes again
 * with another count replaces what it said before.
 *
 * @throws UsageError for a report that cannot be one, an unknown stage or SLO, or when AWS does not let us
 */
export async function report(options: ReportOptions): Promise<SupportReportDocument> {
  checkStage(options.stage);
  const sent = message(options);
  try {
    const { signalQueueUrl: queue } = await responseOf(sent.stage);
    if (queue === undefined) throw new UsageError(withoutQueue(sent.stage));
    await checkSlo(sent);
    await new SQSClient().send(new SendMessageCommand({ QueueUrl: queue, MessageBody: JSON.stringify(sent) }));
    return { version: 1, sent, queue };
  } catch (error) {
    throw awsFault(error, ACTIONS) ?? error;
  }
}

/** Two of one person are two: only what the queue itself repeats is the same. */
function message(options: ReportOptions): SupportReport {
  const { url, count } = options;
  const given = Object.fromEntries(
    Object.entries(options).filter(([name, value]) => name in ALLOWED && value !== undefined),
  );
  const parsed = v.safeParse(supportReport, {
    ...given,
    version: 1,
    source: SUPPORT_REPORT,
    id: randomUUID(),
    at: Date.now(),
    // An empty text would be zero.
    count: String(count).trim() === '' ? count : Number(count),
  });
  if (!parsed.success) throw new UsageError(optionFault(options, v.getDotPath(parsed.issues[0])));
  // The contract takes any address, and people click on this one.
  if (url !== undefined && !isAddress(url)) throw new UsageError(optionFault(options, 'url'));
  return parsed.output;
}

function optionFault(options: ReportOptions, option: string | null): string {
  const got = String(options[option as keyof ReportOptions]);
  const shown = got.length > LONGEST_SHOWN ? `${got.length} characters` : `"${got}"`;
  return `--${option}: got ${shown}, allowed ${ALLOWED[option ?? '']}`;
}

/** A mistyped name would open an incident about nothing, which everybody is told of. */
async function checkSlo({ stage, slo }: SupportReport): Promise<void> {
  const name = catalogueParameterName(stage, slo);
  const { value, region } = await parameterValue(name);
  if (value !== undefined) return;
  throw new UsageError(
    `--slo: got "${slo}", which has no parameter ${name} in ${region}; allowed are SLOs of the stage that are deployed`,
  );
}

function withoutQueue(stage: string): string {
  const name = responseParameterName(stage);
  return `parameter ${name}: got one without the queue of signals, allowed is one that names it; deploy the response stack again`;
}
