import { Route, Severity } from '../../lib';

/** Engineers hear of everything, and what is worth work becomes a ticket. */
export const ENGINEERS = [Route.always('incidents'), Route.from(Severity.SEV3, 'tickets')];

/** Where customers notice a breach, those who talk to them hear of it, too. */
export const CUSTOMER_FACING = [...ENGINEERS, Route.from(Severity.SEV2, 'support')];
