import { expect, test } from "vitest";
import { anya, egor, nika, PICTURE, vera } from "./cast";
import type { Person } from "./people";
import { scene } from "./scene";

const me = { ...anya, me: true };
const seen = (person: Person): Person => ({ ...person, camera: PICTURE });
const sharing = (person: Person): Person => ({ ...person, screen: PICTURE });
const heard = (person: Person): Person => ({ ...person, microphone: true });
const substitute: Person = { ...vera, seat: "s-olga", name: "Ольга Ивановна" };

const rule: [string, Person[], string | null, string][] = [
  ["nobody teaches yet", [me, egor], null, "s-anya s-egor"],
  ["the teacher without a picture", [me, vera, egor], "s-vera name", "s-anya s-egor"],
  ["the teacher's picture", [me, seen(vera), egor], "s-vera camera", "s-anya s-egor"],
  [
    "the teacher's screen moves the teacher to the strip",
    [me, sharing(seen(vera)), egor],
    "s-vera screen",
    "s-vera s-anya s-egor",
  ],
  ["a pupil's screen", [me, seen(vera), sharing(egor)], "s-egor screen", "s-vera s-anya s-egor"],
  ["two screens: the teacher's", [me, sharing(egor), sharing(vera)], "s-vera screen", "s-vera s-anya s-egor"],
  ["two teachers: the one with a picture", [me, vera, seen(substitute)], "s-olga camera", "s-vera s-anya"],
  ["alone", [{ ...vera, me: true }], "s-vera name", ""],
  [
    "pictures before voices before names",
    [me, vera, anya, heard(nika), seen(egor)],
    "s-vera name",
    "s-anya s-egor s-nika s-anya",
  ],
];

test.each(rule)("%s", (_name, people, stage, strip) => {
  const found = scene(people);
  expect(found.stage && `${found.stage.person.seat} ${found.stage.shows}`).toBe(stage);
  expect(found.strip.map(({ seat }) => seat).join(" ")).toBe(strip);
});

test("nobody moves because they speak", () => {
  const speaking = { ...heard(nika), speaking: true };
  const strip = (people: Person[]) => scene(people).strip.map(({ seat }) => seat);
  expect(strip([vera, heard(egor), speaking])).toEqual(strip([vera, heard(egor), heard(nika)]));
});
