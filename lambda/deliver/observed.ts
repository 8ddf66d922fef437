import type { TargetResult } from '../../lib/model/contracts/target-result';
import type { Target, TargetCall } from '../targets/target';

/** The same target, with somebody who sees the outcome of every call before its caller does. */
export function observed(
  target: Target,
  see: (call: TargetCall, result: TargetResult<unknown>) => Promise<void>,
): Target {
  const seen = async <T>(call: TargetCall, calling: Promise<TargetResult<T>>): Promise<TargetResult<T>> => {
    const result = await calling;
    await see(call, result);
    return result;
  };
  return {
    abilities: target.abilities,
    ...(target.fields === undefined ? {} : { fields: target.fields.bind(target) }),
    find: (incident, hint) => seen('find', target.find(incident, hint)),
    create: (document, write) => seen('create', target.create(document, write)),
    edit: (ref, document, write, picture) => seen('edit', target.edit(ref, document, write, picture)),
    note: (ref, note, write) => seen('note', target.note(ref, note, write)),
    remove: (duplicate, kept, incident) => seen('remove', target.remove(duplicate, kept, incident)),
    // A place that takes no pictures takes everything else: nothing is concluded from it.
    ...(target.attach === undefined ? {} : { attach: target.attach.bind(target) }),
  };
}
