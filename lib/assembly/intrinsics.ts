import { type Environment, environmentOf, partitionOf } from './environment';
import { AssemblyError } from './error';
import { nestedOutput, nestedParameter } from './nested';
import type { Assembly, AssemblyStack } from './template';

/** Asks for what only exists once a resource is deployed: `Ref` (no attribute) or `Fn::GetAtt`. */
export interface PhysicalReference {
  readonly stack: AssemblyStack;
  readonly logicalId: string;
  readonly attribute?: string;
}

/** @returns nothing when the value is not known */
export type PhysicalValues = (reference: PhysicalReference) => unknown;

/** Where an expression stands and who knows the values it refers to. */
export interface IntrinsicScope {
  readonly assembly: Assembly;
  readonly stack: AssemblyStack;
  /** Physical values of resources and, before their defaults are looked at, of parameters. */
  readonly physical: PhysicalValues;
  /** For stacks that name neither. */
  readonly environment: Environment;
  /** For errors. */
  readonly logicalId?: string;
  /**
   * Whether a part that cannot be resolved becomes `UNKNOWN`, and the rest stays readable.
   * @default - it is an error
   */
  readonly tolerant?: boolean;
}

/** What is known at deployment only, in a value that was resolved tolerantly. */
export const UNKNOWN = Symbol('known at deployment only');

/** What `AWS::NoValue` leaves behind: the property does not exist. */
const NO_VALUE = Symbol('AWS::NoValue');

/**
 * A value of a template with all intrinsic functions replaced: Ref, Fn::GetAtt, Fn::Join, Fn::Sub, Fn::Select, Fn::Split,
 * Fn::FindInMap, Fn::ImportValue, Fn::GetStackOutput, Fn::If with what conditions are made of, and the pseudo parameters.
 *
 * @throws AssemblyError naming stack, resource and path, for a function that is not among them and for a value nobody knows
 */
export function resolveIntrinsics(value: unknown, scope: IntrinsicScope, path = 'value'): unknown {
  const resolved = new Resolver(scope).part(value, path);
  return resolved === NO_VALUE ? undefined : resolved;
}

class Resolver {
  readonly #scope: IntrinsicScope;
  readonly #functions: Readonly<Record<string, (argument: unknown, path: string) => unknown>> = {
    Ref: (argument, path) => this.#ref(this.#text(argument, path), path),
    'Fn::GetAtt': (argument, path) => this.#getAtt(argument, path),
    'Fn::Join': (argument, path) => this.#join(argument, path),
    'Fn::Sub': (argument, path) => this.#sub(argument, path),
    'Fn::Select': (argument, path) => this.#select(argument, path),
    'Fn::Split': (argument, path) => this.#split(argument, path),
    'Fn::FindInMap': (argument, path) => this.#findInMap(argument, path),
    'Fn::ImportValue': (argument, path) => this.#import(this.#text(argument, path), path),
    'Fn::GetStackOutput': (argument, path) => this.#stackOutput(argument, path),
    'Fn::If': (argument, path) => this.#if(argument, path),
    'Fn::Equals': (argument, path) => this.#equals(argument, path),
    'Fn::And': (argument, path) => this.#list(argument, path).every((part) => this.#holds(part, path)),
    'Fn::Or': (argument, path) => this.#list(argument, path).some((part) => this.#holds(part, path)),
    'Fn::Not': (argument, path) => !this.#holds(this.#list(argument, path)[0], path),
  };
  /** Outputs and conditions on the way: those that refer to each other in a circle would never end. */
  readonly #trail: readonly string[];

  constructor(scope: IntrinsicScope, trail: readonly string[] = []) {
    this.#scope = scope;
    this.#trail = trail;
  }

  resolve(value: unknown, path: string): unknown {
    if (Array.isArray(value)) {
      return value.map((item, index) => this.part(item, `${path}[${index}]`)).filter((item) => item !== NO_VALUE);
    }
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [name, argument] = entries[0] ?? ['', undefined];
    if (entries.length === 1 && (name === 'Ref' || name.startsWith('Fn::'))) {
      const apply = Object.hasOwn(this.#functions, name) ? this.#functions[name]! : undefined;
      if (apply) return apply(argument, `${path}.${name}`);
      this.#fail(path, `got ${name}, allowed are ${Object.keys(this.#functions).join(', ')}`);
    }
    return Object.fromEntries(
      entries
        .map(([key, item]) => [key, this.part(item, `${path}.${key}`)] as const)
        .filter(([, item]) => item !== NO_VALUE),
    );
  }

  /** A value that stands for itself: what is not known in it does not make its neighbours unknown. */
  part(value: unknown, path: string): unknown {
    if (!this.#scope.tolerant) return this.resolve(value, path);
    try {
      return this.resolve(value, path);
    } catch (error) {
      if (error instanceof AssemblyError) return UNKNOWN;
      throw error;
    }
  }

  #ref(name: string, path: string): unknown {
    const pseudo = this.#pseudo(name);
    if (pseudo !== undefined) return pseudo;
    const { stack, physical } = this.#scope;
    const value = physical({ stack, logicalId: name });
    if (value !== undefined) return value;
    const given = nestedParameter(stack, name);
    if (given !== undefined)
      return this.#inStack(given.stack, `${stack.name}/${name}`, path).resolve(given.value, path);
    const parameter = stack.template.Parameters?.[name];
    // The default of an SSM parameter type is the name of a parameter, not its value.
    if (parameter?.Default !== undefined && !parameter.Type?.startsWith('AWS::SSM::')) return parameter.Default;
    return this.#fail(path, `the physical value of "${name}" is not known`);
  }

  #getAtt(argument: unknown, path: string): unknown {
    const [logicalId, ...rest] = typeof argument === 'string' ? argument.split('.') : this.#list(argument, path);
    const attribute = rest.join('.');
    if (typeof logicalId !== 'string' || attribute === '') {
      this.#fail(path, `got ${JSON.stringify(argument)}, allowed is a resource and an attribute`);
    }
    const output = nestedOutput(this.#scope, logicalId, attribute);
    if (output !== undefined) {
      const { stack } = output;
      return this.#inStack(stack, `${stack.name}/${attribute}`, path).resolve(output.value, path);
    }
    const value = this.#scope.physical({ stack: this.#scope.stack, logicalId, attribute });
    return value ?? this.#fail(path, `the physical value of "${logicalId}.${attribute}" is not known`);
  }

  #join(argument: unknown, path: string): string {
    const [separator, parts] = this.#list(argument, path);
    const resolved = this.#list(this.resolve(parts, path), path);
    return resolved.map((part) => this.#text(part, path)).join(this.#text(separator, path));
  }

  #sub(argument: unknown, path: string): string {
    const [text, variables] = typeof argument === 'string' ? [argument, {}] : this.#list(argument, path);
    const own = (variables ?? {}) as Record<string, unknown>;
    return this.#text(text, path).replace(/\$\{(!?)([^}]*)\}/g, (_, literal: string, name: string) => {
      if (literal === '!') return `\${${name}}`;
      const trimmed = name.trim();
      if (Object.hasOwn(own, trimmed)) return this.#text(this.resolve(own[trimmed], path), path);
      return this.#text(trimmed.includes('.') ? this.#getAtt(trimmed, path) : this.#ref(trimmed, path), path);
    });
  }

  #select(argument: unknown, path: string): unknown {
    const [index, list] = this.#list(argument, path);
    const items = this.#list(this.resolve(list, path), path);
    const position = Number(this.resolve(index, path));
    if (!(position in items)) this.#fail(path, `got index ${position}, allowed are 0 to ${items.length - 1}`);
    return items[position];
  }

  #split(argument: unknown, path: string): string[] {
    const [separator, text] = this.#list(argument, path);
    return this.#text(this.resolve(text, path), path).split(this.#text(separator, path));
  }

  #findInMap(argument: unknown, path: string): unknown {
    const [map = '', top = '', second = ''] = this.#list(argument, path).map((part) => this.#text(part, path));
    const found = this.#scope.stack.template.Mappings?.[map]?.[top]?.[second];
    return found ?? this.#fail(path, `the mapping "${map}" holds nothing under "${top}" and "${second}"`);
  }

  #import(name: string, path: string): unknown {
    for (const stack of this.#scope.assembly.stacks) {
      for (const [output, { Export, Value }] of Object.entries(stack.template.Outputs ?? {})) {
        if (Export?.Name === undefined) continue;
        const exported = new Resolver({ ...this.#scope, stack }, this.#trail).resolve(Export.Name, path);
        if (exported === name) return this.#inStack(stack, `${stack.name}/${output}`, path).resolve(Value, path);
      }
    }
    return this.#fail(path, `no stack of the assembly exports "${name}"`);
  }

  #stackOutput(argument: unknown, path: string): unknown {
    const asked = this.resolve(argument, path) as {
      StackName?: unknown;
      OutputName?: unknown;
      Region?: unknown;
    } | null;
    const stack = this.#scope.assembly.stacks.find(
      ({ name, region }) =>
        name === asked?.StackName && (asked?.Region === undefined || region === undefined || region === asked.Region),
    );
    const output = stack?.template.Outputs?.[String(asked?.OutputName)];
    if (!stack || !output) return this.#fail(path, `no stack of the assembly has the output ${JSON.stringify(asked)}`);
    return this.#inStack(stack, `${stack.name}/${asked?.OutputName}`, path).resolve(output.Value, path);
  }

  #if(argument: unknown, path: string): unknown {
    const [condition, then, otherwise] = this.#list(argument, path);
    return this.resolve(this.#holds({ Condition: condition }, path) ? then : otherwise, path);
  }

  #equals(argument: unknown, path: string): boolean {
    const [one, other] = this.#list(argument, path).map((part) => JSON.stringify(this.resolve(part, path)));
    return one === other;
  }

  #holds(condition: unknown, path: string): boolean {
    const named = (condition as { Condition?: unknown } | null)?.Condition;
    if (named === undefined) return this.resolve(condition, path) === true;
    const { stack } = this.#scope;
    const name = this.#text(named, path);
    const declared = stack.template.Conditions ?? {};
    if (!Object.hasOwn(declared, name)) this.#fail(path, `the condition "${name}" is not declared`);
    return this.#inStack(stack, `${stack.name}?${name}`, path).#holds(declared[name], path);
  }

  #inStack(stack: AssemblyStack, step: string, path: string): Resolver {
    if (this.#trail.includes(step))
      this.#fail(path, `they refer to each other: ${[...this.#trail, step].join(' -> ')}`);
    return new Resolver({ ...this.#scope, stack }, [...this.#trail, step]);
  }

  #pseudo(name: string): unknown {
    const { stack, environment } = this.#scope;
    const { account, region } = environmentOf(stack, environment);
    const partition = partitionOf(region);
    switch (name) {
      case 'AWS::AccountId':
        return account;
      case 'AWS::Region':
        return region;
      case 'AWS::Partition':
        return partition;
      case 'AWS::URLSuffix':
        return partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
      case 'AWS::StackName':
        return stack.name;
      case 'AWS::StackId':
        return `arn:${partition}:cloudformation:${region}:${account}:stack/${stack.name}/00000000-0000-0000-0000-000000000000`;
      case 'AWS::NotificationARNs':
        return [];
      case 'AWS::NoValue':
        return NO_VALUE;
      default:
        return undefined;
    }
  }

  #list(value: unknown, path: string): unknown[] {
    return Array.isArray(value) ? value : this.#fail(path, `got ${JSON.stringify(value)}, allowed is a list`);
  }

  #text(value: unknown, path: string): string {
    const resolved = typeof value === 'object' ? this.resolve(value, path) : value;
    if (typeof resolved === 'string' || typeof resolved === 'number' || typeof resolved === 'boolean') {
      return String(resolved);
    }
    return this.#fail(path, `got ${JSON.stringify(value)}, allowed is a text`);
  }

  #fail(path: string, fault: string): never {
    throw new AssemblyError({ stack: this.#scope.stack.name, logicalId: this.#scope.logicalId }, `${path}: ${fault}`);
  }
}
