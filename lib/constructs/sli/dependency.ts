import { Faults, isToken } from '../faults';

/** Dependencies of other services: kind and names as Application Signals shows them in the list of dependencies. */
export interface ServiceDependencyProps {
  /** Name of the service that is called. */
  readonly serviceName: string;
  /** Its environment in Application Signals: `eks:prod/shop`. */
  readonly environment: string;
  /** The operation that is called: `POST /charges`. */
  readonly operation: string;
}

/** What the service calls. A promise about it shows a misbehaving partner as what it is. */
export class Dependency {
  /**
   * A service that is not in Application Signals, mostly of somebody else.
   * @param name as Application Signals shows it: `api.payments.example`
   * @param operation as Application Signals shows it: `POST /charges`
   */
  static remoteService(name: string, operation: string): Dependency {
    return new Dependency({ Type: 'RemoteService', Name: name }, operation, { RemoteService: name });
  }

  /** Another service that Application Signals watches. */
  static service({ serviceName, environment, operation }: ServiceDependencyProps): Dependency {
    return new Dependency({ Type: 'Service', Name: serviceName, Environment: environment }, operation, {
      RemoteService: serviceName,
      RemoteEnvironment: environment,
    });
  }

  private constructor(
    /** @internal */
    readonly _keyAttributes: Record<string, string>,
    /** @internal */
    readonly _operation: string,
    private readonly dimensions: Record<string, string>,
  ) {}

  /** Dimensions of the service's metrics about it. Source: CloudWatch user guide, "Metrics collected by Application Signals". @internal */
  get _dimensions(): Record<string, string> {
    return { ...this.dimensions, RemoteOperation: this._operation };
  }

  /** @internal */
  _faults(): string[] {
    const { Type, Name, Environment } = this._keyAttributes;
    const faults = new Faults()
      .known('sli.dependency: name', Name!, (name) => blankFault('sli.dependency: name', name))
      .known('sli.dependency: operation', this._operation, (name) => operationFault('sli.dependency: operation', name));
    if (Type === 'Service') {
      faults.known('sli.dependency: environment', Environment!, (name) =>
        blankFault('sli.dependency: environment', name),
      );
    }
    return [...faults.found];
  }
}

function blankFault(what: string, text: string): string | undefined {
  return String(text).trim() === ''
    ? `${what}: got a blank text, allowed is a name as Application Signals shows it`
    : undefined;
}

/** Source: AWS::ApplicationSignals::ServiceLevelObjective, OperationName: 1 to 255 characters. */
const LONGEST_OPERATION = 255;

/** What is wrong with the name of an operation; nothing when it is fine. */
export function operationFault(what: string, operation: string): string | undefined {
  if (typeof operation !== 'string')
    return `${what}: got ${operation === undefined ? 'nothing' : String(operation)}, allowed is an operation, for example "POST /orders"`;
  if (isToken(operation)) return `${what}: got a token, allowed is a value known at synth`;
  if (operation.trim() === '') return `${what}: got a blank text, allowed is an operation, for example "POST /orders"`;
  return operation.length > LONGEST_OPERATION
    ? `${what}: got ${operation.length} characters, allowed are ${LONGEST_OPERATION}`
    : undefined;
}
