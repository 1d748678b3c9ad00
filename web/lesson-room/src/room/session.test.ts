// @vitest-environment happy-dom
import { ConnectionError, DisconnectReason, type Track } from "livekit-client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { egor, vera } from "../core/cast";
import { type FakeRoom, FakeTrack, PUPIL_PAGE, TEACHER_PAGE } from "./fake";
import { Session } from "./session";

const made = vi.hoisted(() => ({ rooms: [] as unknown[], tracks: vi.fn() }));

vi.mock("livekit-client", async (original) => {
  const { FakeRoom } = await import("./fake");
  class Room extends FakeRoom {
    constructor() {
      super();
      made.rooms.push(this);
    }
  }
  return { ...(await original<typeof import("livekit-client")>()), Room, createLocalTracks: made.tracks };
});

const school = vi.fn<() => Promise<Response>>();
const pass = (token: string): Response => Response.json({ media: { url: "ws://media.test", token } });

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", school);
  vi.stubGlobal("navigator", { mediaDevices: {} });
  sessionStorage.clear();
  school.mockReset();
  beside.turnedAway.mockReset();
  beside.stop.mockReset();
  made.tracks.mockReset().mockResolvedValue([]);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const beside = { onDoor: (_why: string | null) => {}, turnedAway: vi.fn(), stop: vi.fn() };

async function enter(page = PUPIL_PAGE): Promise<{ session: Session; room: FakeRoom }> {
  const session = new Session(page, beside);
  await settled();
  return { session, room: made.rooms.at(-1) as FakeRoom };
}

const isShown = (session: Session): string => session.snapshot().shown;
const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const seats = (session: Session): string[] => session.snapshot().people.map(({ seat }) => seat);

test("a pupil is in with the pass of the page and asks for no device", async () => {
  const { session, room } = await enter();
  expect([isShown(session), room.passes, school.mock.calls, made.tracks.mock.calls]).toEqual([
    "inside",
    ["first"],
    [],
    [],
  ]);
});

test("a page without a pass enters by itself when the media server is there", async () => {
  school.mockResolvedValueOnce(new Response("{}", { status: 503 })).mockResolvedValueOnce(pass("second"));
  const { session, room } = await enter({ ...PUPIL_PAGE, media: null });
  expect(isShown(session)).toBe("waiting");
  await vi.advanceTimersByTimeAsync(2000);
  expect([isShown(session), room.passes]).toEqual(["inside", ["second"]]);
});

test("an old pass is changed for a fresh one", async () => {
  school.mockResolvedValue(pass("second"));
  const session = new Session(PUPIL_PAGE, beside);
  const room = made.rooms.at(-1) as FakeRoom;
  room.fails = [ConnectionError.notAllowed("token is expired", 401)];
  await settled();
  expect([isShown(session), room.passes]).toEqual(["inside", ["first", "second"]]);
});

test("three seconds of mending, then a fresh pass; the others keep their places", async () => {
  school.mockResolvedValue(pass("second"));
  const { session, room } = await enter();
  room.arrive(vera);
  room.arrive(egor);
  await settled();
  room.restart();
  await vi.advanceTimersByTimeAsync(2999);
  expect([isShown(session), school.mock.calls.length]).toEqual(["reconnecting", 0]);
  expect(seats(session)).toEqual(["s-anya", "s-vera", "s-egor"]);
  await vi.advanceTimersByTimeAsync(1);
  expect([isShown(session), room.passes]).toEqual(["inside", ["first", "second"]]);
});

test("a line that mends in time needs no pass", async () => {
  const { session, room } = await enter();
  room.emit("signalReconnecting");
  await vi.advanceTimersByTimeAsync(1000);
  room.emit("reconnected");
  await vi.advanceTimersByTimeAsync(10_000);
  expect([isShown(session), room.passes]).toEqual(["inside", ["first"]]);
});

test.each([
  undefined,
  DisconnectReason.SERVER_SHUTDOWN,
  DisconnectReason.CLIENT_INITIATED,
  DisconnectReason.STATE_MISMATCH,
])("a drop that nobody wanted (%s) is mended by the page", async (reason) => {
  school.mockResolvedValue(pass("second"));
  const { session, room } = await enter();
  room.drop(reason);
  await settled();
  expect(isShown(session)).toBe("reconnecting");
  await vi.advanceTimersByTimeAsync(500);
  expect([isShown(session), room.passes]).toEqual(["inside", ["first", "second"]]);
});

test.each([
  [DisconnectReason.ROOM_DELETED, "ended", "ended"],
  [DisconnectReason.PARTICIPANT_REMOVED, "removed-by-teacher", "removed"],
])("after %s the school is asked, and says %s", async (reason, why, expected) => {
  school.mockResolvedValue(Response.json({ refusal: { why } }, { status: 403 }));
  const { session, room } = await enter();
  room.drop(reason);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([isShown(session), school.mock.calls.length]).toEqual([expected, 1]);
});

test.each([DisconnectReason.ROOM_DELETED, DisconnectReason.PARTICIPANT_REMOVED])(
  "after %s a pass leads on without a word",
  async (reason) => {
    school.mockResolvedValue(pass("second"));
    const { session, room } = await enter();
    room.drop(reason);
    await settled();
    expect([isShown(session), room.passes]).toEqual(["inside", ["first", "second"]]);
  },
);

test("the same seat in another window is final", async () => {
  const { session, room } = await enter();
  room.drop(DisconnectReason.DUPLICATE_IDENTITY);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([isShown(session), school.mock.calls]).toEqual(["elsewhere", []]);
});

test("who was removed waits, is let in, and comes back with a press", async () => {
  school.mockResolvedValue(pass("second"));
  const { session, room } = await enter();
  beside.onDoor("removed-by-teacher");
  await settled();
  expect([isShown(session), room.state, beside.turnedAway.mock.calls.length]).toEqual([
    "removed",
    "disconnected",
    1,
  ]);
  beside.onDoor(null);
  await settled();
  expect([isShown(session), beside.stop.mock.calls.length]).toEqual(["let-in", 0]);
  session.comeBack();
  await settled();
  expect([isShown(session), room.passes]).toEqual(["inside", ["first", "second"]]);
});

test("leaving is final and lets go of the line", async () => {
  const { session, room } = await enter();
  await session.leave();
  room.drop(DisconnectReason.CLIENT_INITIATED);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([isShown(session), room.state, school.mock.calls]).toEqual(["left", "disconnected", []]);
});

test("a class that fell together comes back within ten seconds of the crash", async () => {
  school.mockImplementation(async () => new Response("{}", { status: 503 }));
  const { session, room } = await enter();
  room.emit("reconnecting");
  await vi.advanceTimersByTimeAsync(6000); // the media server is down that long
  school.mockImplementation(async () => pass("second"));
  await vi.advanceTimersByTimeAsync(3000);
  expect(isShown(session)).toBe("inside");
});

test("a teacher enters to be seen and heard", async () => {
  await enter(TEACHER_PAGE);
  expect(made.tracks.mock.calls).toEqual([[{ audio: true, video: true }]]);
});

test("a teacher who had switched everything off stays so after a reload", async () => {
  sessionStorage.setItem("parta.tools.lesson-1", "");
  await enter(TEACHER_PAGE);
  expect(made.tracks).not.toHaveBeenCalled();
});

test("only what the pass allows is a tool", async () => {
  const { session, room } = await enter();
  expect(Object.keys(session.snapshot().tools)).toEqual(["microphone", "camera"]);
  room.localParticipant.permissions = { canPublish: true, canPublishSources: [2] }; // microphone
  room.emit("participantPermissionsChanged");
  await settled();
  expect(Object.keys(session.snapshot().tools)).toEqual(["microphone"]);
  await session.toggle("camera");
  expect(made.tracks).not.toHaveBeenCalled();
});

test("a camera that is no longer allowed is let go", async () => {
  const camera = new FakeTrack("camera" as Track.Source);
  made.tracks.mockResolvedValue([camera]);
  const { session, room } = await enter();
  await session.toggle("camera");
  room.localParticipant.permissions = { canPublish: false, canPublishSources: [] };
  room.emit("participantPermissionsChanged");
  await settled();
  expect([session.snapshot().tools, camera.stopped]).toEqual([{}, true]);
});

test("a browser that plays no sound is told", async () => {
  const { session, room } = await enter();
  room.canPlaybackAudio = false;
  room.emit("audioPlaybackChanged");
  await settled();
  expect(session.snapshot().muffled).toBe(true);
});
