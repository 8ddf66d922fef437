import { timeOf } from '../minutes';

const dateOf = (minute: number) => new Date(timeOf(minute));

/**
 * Functions of the time at which a period begins, in UTC. Source: CloudWatch user guide, "Functions supported for metric math";
 * days of the week count from 1 for Monday [AWS blog, "Enhance CloudWatch metrics with metric math functions"].
 */
export const FROM_TIME: Readonly<Record<string, (minute: number) => number>> = {
  DATE: (minute) => dateOf(minute).getUTCDate(),
  DAY: (minute) => dateOf(minute).getUTCDay() || 7,
  EPOCH: (minute) => timeOf(minute) / 1000,
  HOUR: (minute) => dateOf(minute).getUTCHours(),
  MINUTE: (minute) => dateOf(minute).getUTCMinutes(),
  MONTH: (minute) => dateOf(minute).getUTCMonth() + 1,
  YEAR: (minute) => dateOf(minute).getUTCFullYear(),
};
