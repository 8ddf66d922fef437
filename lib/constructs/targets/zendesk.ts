import { isToken } from '../faults';
import type { CallbackTargetProps, IIncidentTarget } from '../incident-target';
import { declareTarget, partsSetting } from './declare';
import { inWords, mapFaults, mapTextFaults, textFaults } from './prop-faults';

const SUBDOMAIN = /^[a-z0-9][a-z0-9-]*$/;

/** Properties of Zendesk tickets. */
export interface ZendeskTicketsProps extends CallbackTargetProps {
  /** Name of the account: `acme` of acme.zendesk.com. */
  readonly subdomain: string;
  /**
   * Number of the group whose queue gets the tickets.
   * @default - no group: triggers of the account decide
   */
  readonly groupId?: number;
  /**
   * Values of ticket fields of your own, by the number of the field: those without which nobody may solve a ticket, above all.
   * @default - none are filled
   */
  readonly customFields?: Record<string, string>;
  /**
   * The ticket is on hold while the incident is mitigated and not yet over. An administrator must have switched on the status "On-hold".
   * @default false - it stays as it is
   */
  readonly onHold?: boolean;
  /**
   * A problem to which tickets of customers are linked is solved, too, when the incident is over. They are solved with it, without a word
   * to the customers.
   * @default false - an agent is asked to solve it, with a public comment that all of them get
   */
  readonly solveLinked?: boolean;
}

/**
 * Zendesk: one problem ticket per incident, with internal notes, solved when it is over. The secret's keys are `clientId` and `clientSecret`, of
 * a confidential OAuth client.
 */
export function zendeskTickets(props: ZendeskTicketsProps): IIncidentTarget {
  const { subdomain, groupId, customFields, onHold = false, solveLinked = false } = props;
  return declareTarget({
    kind: 'zendesk',
    props,
    place: () => [subdomain],
    keys: ['clientId', 'clientSecret'],
    settings: () => ({
      subdomain,
      groupId: groupId === undefined ? undefined : String(groupId),
      customFields: partsSetting(customFields),
      onHold: onHold ? 'on' : undefined,
      solveLinked: solveLinked ? 'on' : undefined,
    }),
    faults: [
      ...textFaults(
        'subdomain',
        subdomain,
        (name) => SUBDOMAIN.test(name),
        'is the name before ".zendesk.com", known at synth',
      ),
      ...groupFaults(groupId),
      ...mapFaults('customFields', customFields, fieldFaults),
    ],
  });
}

function groupFaults(groupId: number | undefined): string[] {
  const isRight = groupId === undefined || (Number.isSafeInteger(groupId) && groupId > 0 && !isToken(groupId));
  return isRight ? [] : [`groupId: got ${inWords(groupId)}, allowed is the number of a group`];
}

function fieldFaults(id: string, value: unknown): readonly string[] {
  const isNumber = /^\d+$/.test(id);
  return isNumber
    ? mapTextFaults('customFields', id, value)
    : [`customFields: got "${id}", allowed are numbers of fields`];
}
