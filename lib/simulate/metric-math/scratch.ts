/** Columns that nobody uses at the moment. Memory outside the heap is dear to make and to collect, and most columns are equally long. */
const idle: Float64Array[] = [];

/** Lends a column of so many values, with anything in them, until `use` returns. */
export function withScratch(length: number, use: (column: Float64Array) => void): void {
  const last = idle.pop();
  const column = last?.length === length ? last : new Float64Array(length);
  use(column);
  idle.push(column);
}
