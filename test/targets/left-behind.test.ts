import { EventEmitter } from 'node:events';
import { holdWhatIsLeftBehind } from '../../lambda/targets/left-behind';
import { DELIVERY_FAILED_MESSAGE } from '../../lib/model/delivery/failure';

test('a promise that own code left unawaited is told where the alarm counts it, and ends nothing', () => {
  const said = jest.spyOn(console, 'error').mockReturnValue();
  const runtime = new EventEmitter();
  const ends = jest.fn();
  runtime.on('unhandledRejection', ends);
  holdWhatIsLeftBehind(runtime);
  holdWhatIsLeftBehind(runtime);
  runtime.emit('unhandledRejection', new Error('gitlab is away'), Promise.resolve());
  expect(ends).not.toHaveBeenCalled();
  expect(said.mock.calls).toEqual([
    [{ message: DELIVERY_FAILED_MESSAGE, why: 'a promise that nobody awaits: gitlab is away' }],
  ]);
  said.mockRestore();
});
