import { type Assembly, type AssemblyStack, type PhysicalReference, resolveIntrinsics } from '../assembly';
import { LOCAL_ENVIRONMENT } from './ports';

export interface LocalResource {
  readonly stack: AssemblyStack;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What a deployed resource answers to `Ref` (empty attribute) and `Fn::GetAtt`. */
export type PhysicalValues = Readonly<Record<string, string>>;

/** The resources of an assembly with their physical values: names are known before anything is created, so order is free. */
export class Deployment {
  readonly #assembly: Assembly;
  readonly #physical = new Map<string, PhysicalValues>();

  constructor(assembly: Assembly) {
    this.#assembly = assembly;
  }

  get resources(): LocalResource[] {
    return this.#assembly.stacks.flatMap((stack) =>
      Object.entries(stack.template.Resources).map(([logicalId, { Type, Properties = {} }]) => ({
        stack,
        logicalId,
        type: Type,
        properties: Properties,
      })),
    );
  }

  /** Physical name where the template gives none. */
  generatedName({ stack, logicalId }: Pick<LocalResource, 'stack' | 'logicalId'>): string {
    return `${stack.name}-${logicalId}`;
  }

  setPhysical({ stack, logicalId }: Pick<LocalResource, 'stack' | 'logicalId'>, values: PhysicalValues): void {
    this.#physical.set(`${stack.name}/${logicalId}`, values);
  }

  /** @throws AssemblyError naming what refers to something that is not deployed here */
  resolve<T>({ stack, logicalId }: Pick<LocalResource, 'stack' | 'logicalId'>, value: unknown): T {
    const physical = ({ stack: where, logicalId: asked, attribute = '' }: PhysicalReference) =>
      this.#physical.get(`${where.name}/${asked}`)?.[attribute];
    return resolveIntrinsics(value, {
      assembly: this.#assembly,
      stack,
      physical,
      environment: LOCAL_ENVIRONMENT,
      logicalId,
    }) as T;
  }

  /** Folder of an asset that a template names by its key. */
  asset(stack: AssemblyStack, key: string): string | undefined {
    return stack.assets.get(key);
  }
}

export function arnOf(service: string, resource: string): string {
  return `arn:aws:${service}:${LOCAL_ENVIRONMENT.region}:${LOCAL_ENVIRONMENT.account}:${resource}`;
}
