import type { Room, Track } from "livekit-client";
import { beforeEach, expect, test, vi } from "vitest";
import { Devices } from "./devices";
import { FakeRoom, FakeTrack } from "./fake";

const capture = vi.hoisted(() => ({ tracks: vi.fn(), screen: vi.fn() }));

vi.mock("livekit-client", async (original) => ({
  ...(await original<typeof import("livekit-client")>()),
  createLocalTracks: capture.tracks,
  createLocalScreenTracks: capture.screen,
}));

const track = (source: string): FakeTrack => new FakeTrack(source as Track.Source);
const denied = new DOMException("", "NotAllowedError");
const missing = new DOMException("", "NotFoundError");

let room: FakeRoom;
let devices: Devices;

beforeEach(() => {
  vi.stubGlobal("navigator", { mediaDevices: {} });
  room = new FakeRoom();
  room.state = "connected";
  devices = new Devices(room as unknown as Room, () => undefined);
  capture.tracks.mockImplementation(async ({ audio, video }) => [
    ...(audio ? [track("microphone")] : []),
    ...(video ? [track("camera")] : []),
  ]);
  capture.screen.mockImplementation(async () => [track("screen_share"), track("screen_share_audio")]);
});

const published = (): string[] =>
  [...room.localParticipant.trackPublications.values()].map(({ track: { source, isMuted } }) =>
    isMuted ? `${source} muted` : source,
  );
const on = { on: true, busy: false, fault: null };
const off = { on: false, busy: false, fault: null };

test("a microphone is switched on, muted and unmuted", async () => {
  await devices.toggle("microphone");
  expect([published(), devices.state("microphone")]).toEqual([["microphone"], on]);
  await devices.toggle("microphone");
  expect([published(), devices.state("microphone")]).toEqual([["microphone muted"], off]);
  await devices.toggle("microphone");
  expect([published(), devices.state("microphone")]).toEqual([["microphone"], on]);
  expect(capture.tracks).toHaveBeenCalledTimes(1);
});

test("a screen goes for good", async () => {
  await devices.toggle("screen");
  expect(published()).toEqual(["screen_share", "screen_share_audio"]);
  await devices.toggle("screen");
  expect([published(), devices.state("screen"), devices.picture("screen")]).toEqual([[], off, null]);
});

test("the browser's own «stop sharing» switches the screen off", async () => {
  await devices.toggle("screen");
  (devices.picture("screen") as unknown as FakeTrack).emit("ended");
  await vi.waitFor(() => expect(published()).toEqual([]));
  expect(devices.state("screen")).toEqual(off);
});

test("what is on before the room is there is handed over later", async () => {
  room.state = "connecting";
  await devices.toggle("camera");
  expect([published(), devices.state("camera")]).toEqual([[], on]);
  room.state = "connected";
  await devices.publish();
  expect(published()).toEqual(["camera"]);
});

test("what is on comes back with the line, what was muted does not", async () => {
  await devices.start(["microphone", "camera"]);
  await devices.toggle("screen");
  await devices.toggle("microphone");
  room.drop();
  room.state = "connected";
  await devices.publish();
  expect(published()).toEqual(["camera", "screen_share", "screen_share_audio"]);
  expect(capture.screen).toHaveBeenCalledTimes(1);
});

test("a line that breaks while publishing is no fault", async () => {
  room.localParticipant.publishTrack = async () => {
    room.state = "disconnected";
    throw new Error("the line broke");
  };
  await devices.toggle("camera");
  expect(devices.state("camera")).toEqual(on);
});

test("a room that takes no track is a fault, and the device is let go", async () => {
  room.localParticipant.refuses = new Error("no permission");
  capture.tracks.mockResolvedValue([track("camera")]);
  await devices.toggle("camera");
  expect(devices.state("camera")).toEqual({ ...off, fault: "failed" });
  const [camera] = await capture.tracks();
  expect(camera.stopped).toBe(true);
});

test("a teacher is asked once for both devices", async () => {
  await devices.start(["microphone", "camera"]);
  expect(capture.tracks).toHaveBeenCalledTimes(1);
  expect(published()).toEqual(["microphone", "camera"]);
});

test("a missing camera does not cost the microphone", async () => {
  capture.tracks.mockImplementation(async ({ audio, video }) => {
    if (video) throw missing;
    return audio ? [track("microphone")] : [];
  });
  await devices.start(["microphone", "camera"]);
  expect(published()).toEqual(["microphone"]);
  expect([devices.state("microphone"), devices.state("camera")]).toEqual([on, { ...off, fault: "missing" }]);
});

test("a fault goes with the next press", async () => {
  capture.tracks.mockRejectedValueOnce(denied);
  await devices.toggle("microphone");
  expect(devices.state("microphone")).toEqual({ ...off, fault: "denied" });
  await devices.toggle("microphone");
  expect(devices.state("microphone")).toEqual(on);
});

test("closing the window of screens is no fault", async () => {
  capture.screen.mockRejectedValue(denied);
  await devices.toggle("screen");
  expect(devices.state("screen")).toEqual(off);
});

test("a device pulled out is told", async () => {
  await devices.toggle("camera");
  (devices.picture("camera") as unknown as FakeTrack).emit("ended");
  expect(devices.state("camera").fault).toBe("missing");
});

test("without https there are no devices", async () => {
  vi.stubGlobal("navigator", {});
  await devices.toggle("camera");
  expect(devices.state("camera")).toEqual({ ...off, fault: "insecure" });
});

test("a second press meanwhile is ignored", async () => {
  await Promise.all([devices.toggle("camera"), devices.toggle("camera")]);
  expect([published(), capture.tracks.mock.calls.length]).toEqual([["camera"], 1]);
});

test.each([
  [[], [true, true]],
  [["microphone"], [false, true]],
] as const)("only %j is kept, the other devices are let go", async (allowed, stopped) => {
  await devices.start(["microphone", "camera"]);
  const tracks = [...room.localParticipant.trackPublications.values()].map(({ track }) => track);
  devices.keepOnly(allowed);
  expect(tracks.map((track) => track.stopped)).toEqual(stopped);
});
