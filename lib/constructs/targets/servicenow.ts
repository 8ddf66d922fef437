import type { IIncidentTarget, SecretTargetProps } from '../incident-target';
import { declareTarget, partsSetting } from './declare';
import { httpsFault } from './https-fault';
import { mapFaults, mapTextFaults, optionalTextFaults } from './prop-faults';

const NAME = /^[a-z][a-z0-9_]*$/;
/** Fields that we write, or that have a property of their own; `comments` are what the caller is told. */
const RESERVED = new Set([
  'short_description',
  'description',
  'state',
  'impact',
  'urgency',
  'priority',
  'assignment_group',
  'correlation_id',
  'correlation_display',
  'work_notes',
  'comments',
  'close_code',
  'close_notes',
]);

/** Properties of ServiceNow incidents. */
export interface ServiceNowIncidentsProps extends SecretTargetProps {
  /** Address of the instance, `https://example.service-now.com`. */
  readonly instanceUrl: string;
  /**
   * Whether the secret holds OAuth client credentials, `clientId` and `clientSecret`, instead of `user` and `password`.
   * @default false
   */
  readonly oauth?: boolean;
  /**
   * Table, where incidents are kept in one of your own.
   * @default incident
   */
  readonly table?: string;
  /**
   * Group that new incidents are assigned to, by its sys_id (32 hexadecimal digits).
   * @default - the assignment rules of the instance decide
   */
  readonly assignmentGroup?: string;
  /**
   * What else a new incident says, by the names of its fields: those that the instance makes mandatory (`caller_id`, `category`),
   * `cmdb_ci`, `business_service` and the like. References by sys_id.
   * @default - nothing
   */
  readonly fields?: Record<string, string>;
  /**
   * Value of the state in which an incident is opened, and opened again.
   * @default 1, New
   */
  readonly openState?: string;
  /**
   * Value of the state in which an incident is resolved.
   * @default 6, Resolved
   */
  readonly resolvedState?: string;
  /**
   * Resolution code that an incident is resolved with; its choices differ from instance to instance.
   * @default Solution provided
   */
  readonly closeCode?: string;
  /**
   * Resolution notes that an incident is resolved with.
   * @default - its title, which says what was broken
   */
  readonly closeNotes?: string;
}

/**
 * ServiceNow incidents: one record per incident, with internal work notes, resolved when it is over. The secret's keys are `user` and
 * `password`, or with OAuth `clientId` and `clientSecret`; the user needs the role `itil`.
 */
export function serviceNowIncidents(props: ServiceNowIncidentsProps): IIncidentTarget {
  const { instanceUrl, oauth, table, assignmentGroup, fields, openState, resolvedState, closeCode, closeNotes } = props;
  return declareTarget({
    kind: 'servicenow',
    props,
    place: ({ apiUrl = '', table = 'incident' }) => [new URL(apiUrl).origin, table],
    keys: oauth ? ['clientId', 'clientSecret'] : ['user', 'password'],
    settings: () => ({
      apiUrl: instanceUrl,
      oauth: oauth ? 'on' : undefined,
      table,
      assignmentGroup,
      openState,
      resolvedState,
      closeCode,
      closeNotes,
      fields: partsSetting(fields),
    }),
    faults: faultsOf(props),
  });
}

function faultsOf({ instanceUrl, table, assignmentGroup, fields, ...texts }: ServiceNowIncidentsProps): string[] {
  const { openState, resolvedState, closeCode, closeNotes } = texts;
  const isSysId = (id: string) => /^[0-9a-f]{32}$/.test(id);
  return [
    ...httpsFault('instanceUrl', instanceUrl, 'origin'),
    ...optionalTextFaults('table', table, (name) => NAME.test(name), 'is the name of a table'),
    ...optionalTextFaults('assignmentGroup', assignmentGroup, isSysId, 'is a sys_id of 32 hexadecimal digits'),
    ...Object.entries({ openState, resolvedState, closeCode, closeNotes }).flatMap(([name, text]) =>
      optionalTextFaults(name, text, (given) => given.trim() !== '', 'is a text'),
    ),
    ...((openState ?? '1') === (resolvedState ?? '6')
      ? [`resolvedState: got "${resolvedState ?? '6'}", allowed is another state than that of an open incident`]
      : []),
    ...mapFaults('fields', fields, (field, value) =>
      NAME.test(field) && !RESERVED.has(field)
        ? mapTextFaults('fields', field, value)
        : [`fields: got "${field}", allowed are names of fields that are not ours`],
    ),
  ];
}
