import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RETENTION_DAYS, receiptItem } from '../../lambda/ledger/items';

const root = join(__dirname, '../..');
const text = readFileSync(join(root, 'SECURITY.md'), 'utf8');

/** The row of the table on personal data that begins so. */
function row(beginning: string): string | undefined {
  return text.split('\n').find((line) => line.startsWith(`| ${beginning}`));
}

describe('SECURITY.md', () => {
  it('names files that exist', () => {
    const files = [...text.matchAll(/`((?:lib|lambda|test)\/[^`]+)`/g)].map(([, file]) => file!);
    expect(files.length).toBeGreaterThan(3);
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  it('says how long the ledger keeps things', () => {
    expect(row('the same, inside the events')).toContain(`| ${RETENTION_DAYS} days after they were written`);
    const days = (receiptItem('key', { incident: 'inc-1', turn: 1 }, 0).expiresAt as number) / 86_400;
    expect(row('which signal was taken')).toContain(`| ${days} days |`);
  });
});
