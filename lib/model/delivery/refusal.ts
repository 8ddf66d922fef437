/** What `deliver` logs when a target refuses something for good, and what the operators' alarm counts in that log. */
export const REFUSAL_MESSAGE = 'target refused';
