import { CfnQueryDefinition } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { CatalogueEntry } from '../model/contracts/catalogue';
import { logicalId, logsQueryName } from '../model/names';
import { Faults } from './faults';

/** Source: CloudWatch Logs API reference, CreateLogGroup, logGroupName. */
const LOG_GROUP = /^[.\-_/#A-Za-z0-9]{1,512}$/;
/** It stands in the catalogue entry of every SLO, beside everything else. */
const LONGEST_QUERY = 1000;

/**
 * The newest lines that look like a failure, whatever the application's format. [ours], in the form of the general queries in the
 * CloudWatch Logs user guide, "Sample queries"; a service whose lines say which operation they are about has a better one.
 */
export const DEFAULT_LOGS_QUERY =
  'fields @timestamp, @message, @log | filter @message like /(?i)(error|exception|fail|timed? ?out)/ | sort @timestamp desc | limit 50';

/** Where a service's logs are. */
export interface ServiceLogsProps {
  /**
   * Names of its log groups, known at synth: `/aws/lambda/orders`. They may be made by others, and later.
   */
  readonly logGroupNames: string[];
  /**
   * What to look for in them when a promise is broken, in the query language of CloudWatch Logs Insights; at most 1,000 characters.
   * @default - the newest 50 lines that hold "error", "exception", "fail" or "timeout"
   */
  readonly query?: string;
}

/** What is wrong with it, in words. */
export function logsFaults(logs: ServiceLogsProps | undefined): readonly string[] {
  if (logs === undefined) return [];
  const names = logs?.logGroupNames;
  // Callers without types may leave it out.
  if (!Array.isArray(names) || names.length === 0) {
    const got = Array.isArray(names) ? 'none' : String(names ?? 'nothing');
    return [`logs.logGroupNames: got ${got}, allowed is at least one name`];
  }
  const faults = new Faults().optionalSentence('logs.query', logs.query, LONGEST_QUERY);
  for (const [at, name] of names.entries()) {
    const what = `logs.logGroupNames[${at}]`;
    faults.known(what, name, () =>
      LOG_GROUP.test(name)
        ? undefined
        : `${what}: got "${name}", allowed are 1 to 512 letters, digits, ".", "-", "_", "/" and "#"`,
    );
  }
  return faults.found;
}

/** What is wrong with the query of one SLO, in words. */
export function logsQueryFaults(query: string | undefined, logs: ServiceLogsProps | undefined): readonly string[] {
  if (query === undefined) return [];
  if (logs === undefined) return ['logsQuery: got a query, allowed is one where the service says where its logs are'];
  return new Faults().sentence('logsQuery', query, LONGEST_QUERY).found;
}

/** As the catalogue has it. @param query that of the SLO, where it has one of its own */
export function logsEntry(logs: ServiceLogsProps | undefined, query: string | undefined): Pick<CatalogueEntry, 'logs'> {
  if (logs === undefined) return {};
  return { logs: { groups: [...logs.logGroupNames], query: query ?? logs.query ?? DEFAULT_LOGS_QUERY } };
}

/** The query, saved where people find it: in the folder of the SLO in CloudWatch Logs Insights. Saved queries cost nothing. */
export function saveLogsQuery(scope: Construct, { stage, slo, logs }: CatalogueEntry): void {
  if (logs === undefined) return;
  const query = new CfnQueryDefinition(scope, 'BadRequests', {
    name: logsQueryName(stage, slo),
    queryString: logs.query,
    logGroupNames: logs.groups,
  });
  query.overrideLogicalId(logicalId('LogsQuery', stage, slo));
}
