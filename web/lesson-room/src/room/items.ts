/** The tools in the bar: those of the pass, a microphone that the teacher has closed, the hand. */

import { ownHand } from "../core/hands";
import { isClosed, type Talk } from "../core/talk";
import { TOOLS } from "../core/tools";
import type { Item } from "./Bar";
import { CLOSED } from "./Cards";
import type { Session, Snapshot } from "./session";
import type { Talking } from "./talking";

export function itemsOf(session: Session, snapshot: Snapshot, talking: Talking, talk: Talk): Item[] {
  const { seat, role } = session.page.me;
  const closed = role === "pupil" && isClosed(talk, seat);
  const tools = TOOLS.flatMap((tool): Item[] => {
    const onPress = (): void => void session.toggle(tool);
    if (tool === "microphone" && closed)
      return [{ command: tool, on: false, busy: false, closed: CLOSED, onPress: () => undefined }];
    const state = snapshot.tools[tool];
    return state ? [{ command: tool, on: state.on, busy: state.busy, onPress }] : [];
  });
  if (role === "teacher") return tools;
  const { up } = ownHand(talk, seat);
  const hand: Item = {
    command: "hand",
    on: up,
    busy: talk.wanted !== null,
    onPress: () => talking.raise(!up),
  };
  return [...tools, hand];
}
