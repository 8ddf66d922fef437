/** Numbers of which it is not known how many there will be. */
export class Column {
  length = 0;
  #room = new Float64Array(1024);

  push(value: number): void {
    if (this.length === this.#room.length) {
      const larger = new Float64Array(2 * this.length);
      larger.set(this.#room);
      this.#room = larger;
    }
    this.#room[this.length] = value;
    this.length += 1;
  }

  values(): Float64Array {
    return this.#room.subarray(0, this.length);
  }
}
