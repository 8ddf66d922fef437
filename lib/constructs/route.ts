import type { Route as RouteEntry } from '../model/contracts/catalogue';
import { Faults } from './faults';
import { Severity } from './severity';
import { targetNameFault } from './target-name';

/** Which targets of the response stack hear of which severity. Targets are named, because they live in another stack. */
export class Route {
  /** These targets hear of everything; without names, every target does. */
  static always(...targets: string[]): Route {
    return new Route(targets, Severity.INFO);
  }

  /** These targets hear of incidents that are at least so bad at their worst; without names, every target does. */
  static from(severity: Severity, ...targets: string[]): Route {
    return new Route(targets, severity);
  }

  private constructor(
    private readonly targets: readonly string[],
    private readonly severity: Severity,
  ) {}

  /** @internal */
  _faults(): readonly string[] {
    const faults = new Faults().required('routes: severity', this.severity, 'one of the class Severity');
    for (const name of this.targets)
      faults.known('routes: target', name, () => targetNameFault('routes: target', name));
    return faults.found;
  }

  /** @internal */
  _render(): RouteEntry {
    return { targets: [...this.targets], from: this.severity.name };
  }
}
