/** Which refusals of the talk are about the deed, and which about being there at all. */

const OF_TEXT = ["empty", "too-long", "too-fast", "malformed"];
const OF_TOOLS = ["not-the-teacher", "no-such-seat"];

/** Any other reason is the door's: the person is no longer inside. */
export function isOfDoor(why: string): boolean {
  return !OF_TEXT.includes(why) && !OF_TOOLS.includes(why);
}
