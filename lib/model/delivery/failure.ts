/**
 * What functions log when they could not handle a message that will come again. They report it to the queue and do not fail
 * themselves, so that Lambda counts no error: the operators' alarm counts these lines.
 */
export const SIGNAL_FAILED_MESSAGE = 'signal not recorded';
export const DELIVERY_FAILED_MESSAGE = 'delivery failed';
