/** The number of the last event of each room, as the school's database has them. */
export type Heads = Record<string, number>;

/**
 * What the page has already shown.
 *
 * Numbers only grow.  An answer that is older than what a socket said meanwhile
 * changes nothing.
 */
export class Known {
  #heads: Heads | undefined;

  constructor(heads?: Heads) {
    this.#heads = heads && { ...heads };
  }

  /** The rooms that have gone on since.  The first answer of all is only remembered. */
  learn(heads: Heads): string[] {
    if (!this.#heads) {
      this.#heads = { ...heads };
      return [];
    }
    return Object.keys(heads).filter((room) => this.hear(room, heads[room] ?? 0));
  }

  /** Whether event `seq` of `room` is new. */
  hear(room: string, seq: number): boolean {
    this.#heads ??= {};
    if (seq <= (this.#heads[room] ?? 0)) return false;
    this.#heads[room] = seq;
    return true;
  }
}
