import { callbacks } from './callbacks';
import { answersLost } from './lost';
import { answersWrong } from './nonsense';
import { order } from './order';
import { people } from './people';
import { refused } from './refused';
import type { Row } from './row';
import { texts } from './text';

export { ordinaryEvening, play } from './play';
export { appliesTo, type Row } from './row';

/** Every fault that a target must live with, in the order of the table. */
export const ROWS: readonly Row[] = [
  ...order,
  ...answersLost,
  ...refused,
  ...people,
  ...answersWrong,
  ...texts,
  ...callbacks,
];
