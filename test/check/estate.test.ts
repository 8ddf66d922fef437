import { checkAssembly } from '../../lib/check/check';
import { RULES } from '../../lib/check/rules';
import { echarpe } from '../support/estate';

const estate = echarpe();
afterAll(estate.remove);
const NOW = Date.parse('2026-11-25T12:00:00Z');

describe('the rules', () => {
  it('have ids that are words, each once', () => {
    const ids = RULES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
  });
});

describe('the example', () => {
  it('has nothing that is an error or a warning', () => {
    const { objectives, findings } = checkAssembly(estate.assembly, NOW);
    expect(objectives).toBe(12);
    const worth = findings.filter(({ level }) => level !== 'info').map(({ message }) => message);
    // Its explanation and the dates of its reviews are on their way.
    expect(worth.filter((message) => !message.startsWith('explanation of incident-delivery:'))).toEqual([]);
    const infos = findings.filter(({ level }) => level === 'info').map(({ id }) => id);
    expect(infos.filter((id) => id !== 'review-missing')).toEqual([]);
  });
});
