import { readAssembly, readObjectives } from '../assembly';

/** The SLOs of an assembly, for suggestions; none where it cannot be read. */
export function sloNames(assembly: string): { readonly slo: string; readonly promise: string }[] {
  try {
    const objectives = readObjectives(readAssembly(assembly), { onUnreadable: () => undefined });
    return objectives.map(({ entry: { slo, promise } }) => ({ slo, promise }));
  } catch {
    return [];
  }
}
