import type { LeftOut } from '../model/contracts/documents';
import { targetFault } from './alerting';
import type { Declaration } from './declaration';
import type { Library } from './library';
import { Part, type Resource } from './resource';
import { KINDS } from './shapes';

/** What is about whole objects: those that nothing is made of, and their labels, annotations and keys. */
export function leftovers(library: Library, declarations: readonly Declaration[]): LeftOut[] {
  const services = new Set(declarations.map(({ service }) => service));
  return KINDS.flatMap((kind) => library.of(kind) as Resource[]).flatMap((object) => [
    ...metadataOf(object),
    ...(isTarget(object) ? [new Part(object, ['spec', 'target']).left(targetFault(object.body.spec.target))] : []),
    ...unused(object, library, services),
    ...connection(object),
  ]);
}

function isTarget(object: Resource): object is Resource<'AlertNotificationTarget'> {
  return object.kind === 'AlertNotificationTarget';
}

function metadataOf(object: Resource): LeftOut[] {
  const { labels, annotations } = object.body.metadata;
  return Object.entries({ labels, annotations }).flatMap(([field, found]) => {
    const keys = Object.keys(found ?? {});
    if (keys.length === 0) return [];
    const reason = `got ${keys.join(', ')}: nothing reads them; say who owns what with Team and Service, and the rest with Tags of the CDK`;
    return [new Part(object, ['metadata', field]).left(reason)];
  });
}

function unused(object: Resource, library: Library, services: ReadonlySet<string>): LeftOut[] {
  const { kind, name } = object;
  const whole = new Part(object, []);
  if (kind === 'Service') {
    return services.has(name)
      ? []
      : [whole.left('no SLO of it was written, so nothing is: declare a Service if it has others')];
  }
  // Of targets it is said already that they stand elsewhere.
  if (kind === 'SLO' || kind === 'AlertNotificationTarget' || library.isUsed(object)) return [];
  return [whole.left('no SLO that is written uses it, so nothing is written of it')];
}

function connection(object: Resource): LeftOut[] {
  if (object.kind !== 'DataSource') return [];
  const { spec } = (object as Resource<'DataSource'>).body;
  if (spec.connectionDetails === undefined) return [];
  const reason =
    'CloudWatch is read with the rights of the stack, in its account and region, so no connection is declared; take back keys that nothing else uses';
  return [new Part(object, ['spec', 'connectionDetails']).left(reason)];
}
