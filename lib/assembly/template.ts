/** A CloudFormation template as far as we read it; whatever else it holds is left alone. */
export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Parameters?: Readonly<Record<string, { readonly Type?: string; readonly Default?: unknown }>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly Outputs?: Readonly<
    Record<string, { readonly Value?: unknown; readonly Export?: { readonly Name?: unknown } }>
  >;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

/** One stack of a synthesized assembly. */
export interface AssemblyStack {
  /** Physical name of the stack. */
  readonly name: string;
  /** Absent in a stack that may be deployed into any account. */
  readonly account?: string;
  /** Absent in a stack that may be deployed into any region. */
  readonly region?: string;
  readonly template: Template;
  /** Size of its file, as it is deployed: with its indentation. */
  readonly templateBytes: number;
  /** The resource `AWS::CloudFormation::Stack` that makes it, where it is a nested stack. Its physical name is known at deployment only. */
  readonly nestedIn?: { readonly stack: AssemblyStack; readonly logicalId: string };
  /** Where the files of an asset lie: by asset hash and by key in the asset bucket. Absolute paths. */
  readonly assets: ReadonlyMap<string, string>;
}

export interface Assembly {
  /** Absolute path. */
  readonly directory: string;
  /** In the order of the manifest, those of nested assemblies (stages) where the nested assembly stands. */
  readonly stacks: readonly AssemblyStack[];
}

/** One resource with the place where it stands. */
export interface PlacedResource {
  readonly stack: AssemblyStack;
  readonly logicalId: string;
  readonly resource: TemplateResource;
}

export function* resourcesOfType(assembly: Assembly, type: string): Generator<PlacedResource> {
  for (const stack of assembly.stacks) {
    for (const [logicalId, resource] of Object.entries(stack.template.Resources)) {
      if (resource.Type === type) yield { stack, logicalId, resource };
    }
  }
}
