/** What was made; an error of its making says what it was made for. */
export function naming<T>(what: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) throw new RangeError(`${what}: ${error.message}`);
    if (error instanceof SyntaxError) throw new SyntaxError(`${what}: ${error.message}`);
    throw error;
  }
}
