/** First things to do that stand in the message itself: the message asks for three. */
export const LEAST_FIRST_STEPS = 3;
