import type { CatalogueEntry } from '../../model/contracts/catalogue';
import { exact } from '../../model/slo';
import type { Found, Rule } from '../rule';

/** What customers are promised, and whether they notice when it is broken. */
export const promise: Rule = ({ objective: { entry: was } }, { objective: { entry: is } }) => [
  ...changed(was.promise, is.promise, 'Messages, tickets and alarm descriptions say the new sentence.'),
  ...contract(was, is),
  ...changed(
    facing(was),
    facing(is),
    is.customerFacing
      ? 'Support is told of it as of something that customers notice.'
      : 'Support is told that customers should not notice anything.',
  ),
  ...changed(
    `impact: ${was.businessImpact}`,
    `impact: ${is.businessImpact}`,
    'Messages say the new consequence for the business.',
  ),
];

function contract({ sla: was }: CatalogueEntry, { sla: is }: CatalogueEntry): Found[] {
  const same = was === undefined || is === undefined ? was === is : exact(was).equals(exact(is));
  if (same) return [];
  const consequence =
    is === undefined
      ? 'Nothing says any more that a contract stands behind it.'
      : `What is below ${is} % breaks the contract; the goal is to warn before.`;
  return changed(sla(was), sla(is), consequence);
}

function changed(before: string, after: string, consequence: string): Found[] {
  return before === after ? [] : [{ kind: 'promise-changed', level: 'notice', before, after, consequence }];
}

function facing({ customerFacing }: CatalogueEntry): string {
  return customerFacing ? 'customers notice' : 'customers do not notice';
}

function sla(percent: string | undefined): string {
  return percent === undefined ? 'no contract' : `contract: ${percent} %`;
}
