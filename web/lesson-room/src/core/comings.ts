/** Who came and left between two looks at the room: said as a sum, never one by one. */

export interface Comings {
  came: number;
  left: number;
}

export function comings(before: ReadonlySet<string>, after: ReadonlySet<string>): Comings {
  return {
    came: [...after].filter((seat) => !before.has(seat)).length,
    left: [...before].filter((seat) => !after.has(seat)).length,
  };
}
