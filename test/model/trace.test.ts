import { traceIdOf } from '../../lib/model/trace';

describe('the id of a trace', () => {
  // Headers of the X-Ray developer guide, "Tracing header".
  it.each([
    ['Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1', '1-5759e988-bd862e3fe1be46a994272793'],
    [
      'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1',
      '1-5759e988-bd862e3fe1be46a994272793',
    ],
    [
      'Self=1-67891234-12456789abcdef012345678;Root=1-67891233-abcdef012345678912345678;CalledFrom=app',
      '1-67891233-abcdef012345678912345678',
    ],
    ['Parent=53995c3f42cd8ad8;Sampled=1', undefined],
    ['Root=1-5759e988-bd862e3fe1be46a994272793x', undefined],
    ['Root=garbage"}', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('of %s is %s', (header, id) => {
    expect(traceIdOf(header)).toBe(id);
  });
});
