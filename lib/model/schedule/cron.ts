import { WEEKDAYS } from '../calendar/recurrence';
import { type CronField, cronFieldFault, DAY_OF_MONTH, DAY_OF_WEEK } from './cron-field';
import { quoted, type ScheduleFault } from './fault';

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** How a service reads cron expressions. */
export interface CronDialect {
  /** Fields of each form that it takes. */
  readonly forms: readonly (readonly CronField[])[];
  /** Whether exactly one of the days is `?`. */
  readonly oneDayOpen: boolean;
}

const SIGNS = ',-*/';
const MINUTES = { name: 'minutes', least: 0, most: 59, signs: SIGNS };
const HOURS = { name: 'hours', least: 0, most: 23, signs: SIGNS };
const DAYS_OF_MONTH = { name: DAY_OF_MONTH, least: 1, most: 31, signs: ',-*?/LW' };
const IN_MONTHS = { name: 'month', least: 1, most: 12, names: MONTHS, signs: SIGNS };
const DAYS_OF_WEEK = { name: DAY_OF_WEEK, least: 1, most: 7, names: WEEKDAYS, signs: ',-*?L#' };
const YEARS = { name: 'year', least: 1970, most: 2199, signs: SIGNS };
const SIX = [MINUTES, HOURS, DAYS_OF_MONTH, IN_MONTHS, DAYS_OF_WEEK, YEARS];

/** Sources: EventBridge user guide, "Cron expressions reference"; EventBridge Scheduler user guide, "Schedule types", which is the same. */
export const EVENTBRIDGE: CronDialect = { forms: [SIX], oneDayOpen: true };

/**
 * Sources: AWS::ApplicationSignals::ServiceLevelObjective, RecurrenceRule: six fields; five are what AWS's own demo of Application Signals
 * deploys. Nothing is said about `?`, nor about how days are numbered.
 */
export const EXCLUSION: CronDialect = {
  forms: [SIX, SIX.slice(0, 5)].map((form) =>
    form.map((field) => (field.name === DAY_OF_WEEK ? { ...field, least: 0 } : field)),
  ),
  oneDayOpen: false,
};

/**
 * Source: CloudWatch API reference, Schedule: five fields, `*`, `-` and `,` in all of them, names of months and weekdays. Nothing is said
 * about how weekdays are numbered: 0 and 7 are both Sunday in what others call cron.
 */
export const MUTING: CronDialect = {
  forms: [
    SIX.slice(0, 5).map((field) => ({ ...field, signs: ',-*', ...(field.name === DAY_OF_WEEK ? { least: 0 } : {}) })),
  ],
  oneDayOpen: false,
};

/** What is wrong with what stands in `cron(…)`. */
export function cronFaults(fields: string, { forms, oneDayOpen }: CronDialect): readonly ScheduleFault[] {
  const texts = fields.trim().split(/\s+/);
  const form = forms.find(({ length }) => length === texts.length);
  if (form === undefined) {
    const counts = forms.map(({ length }) => length).join(' or ');
    const names = forms[0]!.map(({ name }) => name).join(', ');
    const got = `${fields.trim() === '' ? 0 : texts.length} fields`;
    return [{ part: 'cron', got, allowed: `are ${counts}: ${names}` }];
  }
  const faults = form.flatMap((field, at) => cronFieldFault(texts[at]!, field) ?? []);
  const [dayOfMonth = '', , dayOfWeek = ''] = texts.slice(2);
  const open = [dayOfMonth, dayOfWeek].filter((day) => day === '?').length;
  if (faults.length > 0 || (oneDayOpen ? open === 1 : open < 2)) return faults;
  return [
    {
      part: 'day of month and day of week',
      got: `${quoted(dayOfMonth)} and ${quoted(dayOfWeek)}`,
      allowed: 'is "?" in exactly one of the two',
    },
  ];
}
