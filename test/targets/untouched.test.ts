import { untouched } from '../../lambda/targets/untouched';

const LEFT = { title: 'shop: slow', priority: 'High', state: 'open' };

describe('what is written over what stands there', () => {
  it.each([
    ['nothing changed', LEFT, LEFT, [LEFT], {}],
    ['we have news', { ...LEFT, title: 'shop: down' }, LEFT, [LEFT], { title: 'shop: down' }],
    ['a person gave it a title', { ...LEFT, title: 'shop: down' }, { ...LEFT, title: 'mine' }, [LEFT], {}],
    ['a person closed it', LEFT, { ...LEFT, state: 'closed' }, [LEFT], {}],
    [
      'a person set the priority, and it is over',
      { ...LEFT, state: 'closed' },
      { ...LEFT, priority: 'Low' },
      [LEFT],
      { state: 'closed' },
    ],
    [
      'a person wrote what we want to write',
      { ...LEFT, title: 'shop: down' },
      { ...LEFT, title: 'shop: down' },
      [LEFT],
      {},
    ],
    [
      'the answer to our own write was lost',
      { ...LEFT, title: 'third' },
      { ...LEFT, title: 'second' },
      [LEFT, { ...LEFT, title: 'second' }],
      { title: 'third' },
    ],
    ['it is not known what we left', LEFT, { ...LEFT, title: 'other' }, undefined, { title: 'shop: slow' }],
    [
      'a person filled what we had left empty',
      LEFT,
      { ...LEFT, priority: 'Low' },
      [{ title: 'shop: slow', state: 'open' }],
      {},
    ],
    [
      'what we had left empty is empty',
      LEFT,
      { title: 'shop: slow', state: 'open' },
      [{ title: 'shop: slow', state: 'open' }],
      { priority: 'High' },
    ],
  ])('when %s', (_what, wanted, found, ours, written) => {
    expect(untouched(wanted, found, ours)).toEqual(written);
  });
});
