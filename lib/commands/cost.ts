import { costOf } from '../cost/estate';
import { readOurs } from '../cost/watching';
import type { CostDocument } from '../model/contracts/documents';
import { openAssembly, reading } from './assembly';

export { costInMarkdown, costInWords } from '../render/cost';

/** What an assembly costs a month. */
export function cost({ assembly: path }: { readonly assembly: string }): CostDocument {
  const assembly = openAssembly(path);
  return reading('--assembly', () => costOf(assembly, readOurs(assembly)));
}
