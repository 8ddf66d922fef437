import {
  type Assembly,
  type AssemblyStack,
  type PhysicalReference,
  ResourceReader,
  resolveIntrinsics,
} from '../assembly';
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
    return resolveIntrinsics(value, {
      assembly: this.#assembly,
      stack,
      physical: this.#physicalValue,
      environment: LOCAL_ENVIRONMENT,
      logicalId,
    }) as T;
  }

  /** For what lib/assembly reads, with the physical values of what is deployed here. */
  reader({ stack, logicalId, type, properties }: LocalResource): ResourceReader {
    const place = { stack, logicalId, resource: { Type: type, Properties: properties } };
    const options = { environment: LOCAL_ENVIRONMENT, physical: this.#physicalValue };
    return new ResourceReader(place, this.#assembly, options);
  }

  /** Folder of an asset that a template names by its key. */
  asset(stack: AssemblyStack, key: string): string | undefined {
    return stack.assets.get(key);
  }

  readonly #physicalValue = ({ stack, logicalId, attribute = '' }: PhysicalReference) =>
    this.#physical.get(`${stack.name}/${logicalId}`)?.[attribute];
}

export function arnOf(service: string, resource: string): string {
  return `arn:aws:${service}:${LOCAL_ENVIRONMENT.region}:${LOCAL_ENVIRONMENT.account}:${resource}`;
}
