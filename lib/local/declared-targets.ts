import type { Assembly } from '../assembly';
import { parseTargetConfigs, type TargetConfig } from '../model/contracts/target-config';

/** Targets are wanted before anything is resolved: only their kinds and settings matter, which hold no references. */
export function declaredTargets(assembly: Assembly): TargetConfig[] {
  const variables = assembly.stacks.flatMap(({ template }) =>
    Object.values(template.Resources).flatMap(({ Type, Properties }) => {
      const environment =
        Type === 'AWS::Lambda::Function'
          ? (Properties?.Environment as { Variables?: { TARGETS?: unknown } })
          : undefined;
      return environment?.Variables?.TARGETS === undefined ? [] : [environment.Variables.TARGETS];
    }),
  );
  return parseTargetConfigs(variables[0] === undefined ? '[]' : withoutReferences(variables[0]));
}

function withoutReferences(value: unknown): string {
  if (typeof value === 'string') return value;
  const parts = (value as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join']?.[1] ?? [];
  return parts.map((part) => (typeof part === 'string' ? part : '')).join('');
}
