/**
 * What functions log when they could not handle a message that will come again. They report it to the queue and do not fail
 * themselves, so that Lambda counts no error: the operators' alarm counts these lines.
 */
export const SIGNAL_FAILED_MESSAGE = 'signal not recorded';
export const DELIVERY_FAILED_MESSAGE = 'delivery failed';
export const COMMAND_FAILED_MESSAGE = 'command failed';

/** What the door of people logs when it had to send somebody away who may come in. */
export const COMMAND_NOT_QUEUED_MESSAGE = 'command not queued';
export const SIGNATURE_UNCHECKED_MESSAGE = 'door cannot check signatures';
