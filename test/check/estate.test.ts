import { checkAssembly } from '../../lib/check/check';
import { echarpe } from '../support/estate';

it('finds', () => {
  const estate = echarpe();
  const { findings } = checkAssembly(estate.assembly, Date.parse('2026-11-25T00:00:00Z'));
  console.log(findings.map(({ id, level, resource, message }) => `${level} ${id} ${resource} ${message}`).join('\n'));
  estate.remove();
});
