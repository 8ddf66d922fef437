import type { StoryDocument } from '../../model/contracts/documents';
import { METRICS, type MetricName } from '../../model/delivery/metrics';
import { CANARY, parseAlarmArn, parseAlarmName } from '../../model/names';
import type { LogLine } from '../lambda/function-process';

/** What the functions measured about canaries, from their lines in CloudWatch's embedded metric format. */
export function canariesOf(log: readonly LogLine[]): StoryDocument['canaries'] {
  const lines = log.flatMap(({ text }) => (text.startsWith('{"_aws"') ? [JSON.parse(text)] : []));
  const sum = (metric: MetricName) => lines.reduce((total, line) => total + Number(line[metric] ?? 0), 0);
  return { judged: sum(METRICS.canariesTotal), good: sum(METRICS.canariesGood) };
}

/** Whether a line "signal recorded" is about a test alarm. */
export function isCanarySignal(message: Readonly<Record<string, unknown>>): boolean {
  const [arn = ''] = String(message.key).split('#');
  return parseAlarmName(parseAlarmArn(arn)?.name ?? '')?.alarm === CANARY;
}
