/** The people of the tests, as everywhere: anya and egor of 7B, vera who teaches. */

import type { Person, Picture } from "./people";

export const PICTURE: Picture = { attach: () => undefined, detach: () => undefined };

const silent = {
  me: false,
  microphone: false,
  speaking: false,
  camera: null,
  screen: null,
  quality: 3,
} as const;

export const vera: Person = { seat: "s-vera", name: "Вера Андреевна", role: "teacher", ...silent };
export const anya: Person = { seat: "s-anya", name: "Аня Ковалёва", role: "pupil", ...silent };
export const egor: Person = { seat: "s-egor", name: "Егор Данилов", role: "pupil", ...silent };
export const nika: Person = { seat: "s-nika", name: "Ника Зайцева", role: "pupil", ...silent };
