import { DELIVERY_FAILED_MESSAGE } from '../../lib/model/delivery/failure';
import { log } from '../log';

const FAILED = 'unhandledRejection';
const held = new WeakSet<object>();

/**
 * A promise that code which is not ours left unawaited, and that fails, ends the process: Lambda's runtime listens for it, posts an error
 * and exits with 128 (bootstrap of the Node.js runtime). Every delivery of the batch would fail with it, those to other places, too, and
 * again with each further try. It is told in the log instead, where the operators' alarm counts it. What else fails without being awaited
 * in this function is told in the same way.
 */
export function holdWhatIsLeftBehind(runtime: Pick<NodeJS.EventEmitter, 'on' | 'removeAllListeners'> = process): void {
  if (held.has(runtime)) return;
  held.add(runtime);
  runtime.removeAllListeners(FAILED);
  runtime.on(FAILED, (reason: unknown) => {
    const why = `a promise that nobody awaits: ${reason instanceof Error ? reason.message : String(reason)}`;
    log.error({ message: DELIVERY_FAILED_MESSAGE, why });
  });
}
