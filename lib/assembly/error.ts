/** Something in an assembly is not as it must be. The message names the stack and, where there is one, the logical id. */
export class AssemblyError extends Error {
  override readonly name = 'AssemblyError';

  constructor(
    readonly place: { readonly stack?: string; readonly logicalId?: string },
    readonly fault: string,
  ) {
    const where = [
      place.stack === undefined ? [] : [`stack "${place.stack}"`],
      place.logicalId === undefined ? [] : [`resource "${place.logicalId}"`],
    ].flat();
    super([...(where.length > 0 ? [where.join(', ')] : []), fault].join(': '));
  }
}
