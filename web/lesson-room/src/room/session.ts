/** One person in one lesson: runs the reducer of core/link.ts against a real media room. */

import {
  ConnectionError,
  ConnectionErrorReason,
  DisconnectReason,
  LogLevel,
  Room,
  RoomEvent,
  setLogLevel,
} from "livekit-client";
import type { LessonPage, Media } from "../contract";
import { begin, type Link, type LinkEvent, next, type Out, PATIENCE, type Shown, shown } from "../core/link";
import type { Person } from "../core/people";
import { TOOLS, type Tool, type Tools } from "../core/tools";
import { Devices } from "./devices";
import { allowed, myself, others, still } from "./look";
import { PATIENT, roomOptions } from "./options";
import { recall, remember } from "./recall";
import { askPass } from "./school";
import { playSounds } from "./sounds";

const FINAL: Partial<Record<DisconnectReason, "ended" | "removed" | "elsewhere">> = {
  [DisconnectReason.ROOM_DELETED]: "ended",
  [DisconnectReason.PARTICIPANT_REMOVED]: "removed",
  [DisconnectReason.DUPLICATE_IDENTITY]: "elsewhere",
};

const NEWS = [
  RoomEvent.ParticipantConnected,
  RoomEvent.ParticipantDisconnected,
  RoomEvent.ParticipantNameChanged,
  RoomEvent.ParticipantAttributesChanged,
  RoomEvent.TrackSubscribed,
  RoomEvent.TrackUnsubscribed,
  RoomEvent.TrackMuted,
  RoomEvent.TrackUnmuted,
  RoomEvent.ActiveSpeakersChanged,
  RoomEvent.ConnectionQualityChanged,
  RoomEvent.AudioPlaybackStatusChanged,
  RoomEvent.VideoPlaybackStatusChanged,
] as const;

setLogLevel(LogLevel.warn);

export interface Snapshot {
  shown: Shown;
  people: Person[]; // me first
  seen: ReadonlySet<string>; // seats that were in the room at any time
  tools: Tools;
  taught: boolean; // a teacher was in the room at any time
  muffled: boolean; // the browser plays nothing until a press
}

/** Told how it stands with the person: see Talking. */
export interface Beside {
  onDoor: (why: string | null) => void;
  turnedAway(): void;
  stop(): void;
}

export class Session {
  readonly page: LessonPage;
  readonly #beside: Beside;
  readonly #devices: Devices;
  readonly #room: Room;
  #link: Link;
  #snapshot: Snapshot;
  #timer = 0;
  #stale = false;
  #listeners = new Set<() => void>();

  /** Starts to connect at once. */
  constructor(page: LessonPage, beside: Beside) {
    this.page = page;
    this.#beside = beside;
    beside.onDoor = (why) => this.#send({ is: "door", why });
    this.#room = new Room(roomOptions(page.me.role));
    this.#devices = new Devices(this.#room, () => this.#refresh());
    this.#link = begin(page.media, Math.random());
    this.#snapshot = this.#take();
    playSounds(this.#room);
    this.#listen();
    this.#act();
    const tools = recall(page);
    if (tools.length > 0) void this.#devices.start(tools);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  snapshot = (): Snapshot => this.#snapshot;

  async toggle(tool: Tool): Promise<void> {
    if (!this.#snapshot.tools[tool]) return;
    await this.#devices.toggle(tool);
    remember(this.page, this.#snapshot.tools);
  }

  /** Must be called from a press: browsers ask for one. */
  async unmuffle(): Promise<void> {
    await Promise.allSettled([this.#room.startAudio(), this.#room.startVideo()]);
  }

  /** Back in after the teacher has let them. */
  comeBack(): void {
    this.#send({ is: "return" });
  }

  /** Resolves when the room has let go of devices and line. */
  async leave(): Promise<void> {
    setLogLevel(LogLevel.silent); // the server hangs up first, which the library calls an error
    this.#send({ is: "left" });
    await this.#room.disconnect();
  }

  #listen(): void {
    const room = this.#room;
    for (const event of NEWS) room.on(event, () => this.#refresh());
    room.on(RoomEvent.ParticipantPermissionsChanged, () => this.#obey());
    room.on(RoomEvent.SignalReconnecting, () => this.#send({ is: "wobble", lost: false }));
    room.on(RoomEvent.Reconnecting, () => this.#send({ is: "wobble", lost: true }));
    room.on(RoomEvent.Reconnected, () => this.#send({ is: "back" }));
    room.on(RoomEvent.Disconnected, (reason) => this.#send({ is: "dropped", why: why(reason) }));
    addEventListener("online", () => this.#send({ is: "rested" }));
  }

  #obey(): void {
    this.#devices.keepOnly(allowed(this.#room, this.page.me.role));
    this.#refresh();
  }

  #send(event: LinkEvent): void {
    const before = this.#link;
    this.#link = next(before, event, Math.random());
    if (this.#link === before) return;
    clearTimeout(this.#timer);
    this.#act();
    this.#refresh();
  }

  #act(): void {
    const link = this.#link;
    if (link.at === "connect") void this.#connect(link.media);
    if (link.at === "ask") void askPass(this.page).then((answer) => this.#send(answer));
    if (link.at === "hold") this.#later(PATIENCE, { is: "patience-over" });
    if (link.at === "rest") this.#later(link.delay, { is: "rested" });
    if (link.at === "out") this.#close(link.why);
  }

  #close(why: Out): void {
    this.#devices.keepOnly([]);
    void this.#room.disconnect();
    if (why === "removed") this.#beside.turnedAway();
    else if (why !== "let-in") this.#beside.stop();
  }

  #later(delay: number, event: LinkEvent): void {
    this.#timer = window.setTimeout(() => this.#send(event), delay);
  }

  async #connect({ url, token }: Media): Promise<void> {
    try {
      await this.#room.disconnect(false);
      await this.#room.connect(url, token, PATIENT);
    } catch (error) {
      this.#send({ is: "not-connected", stale: isStale(error) });
      return;
    }
    this.#send({ is: "connected" });
    await this.#devices.publish();
  }

  /**
   * One look after a burst of news.  A line that falls takes everybody out of the
   * media library's room first and says why last; looked at between, nobody is left.
   */
  #refresh(): void {
    if (this.#stale) return;
    this.#stale = true;
    queueMicrotask(() => {
      this.#stale = false;
      this.#snapshot = this.#take();
      for (const listener of this.#listeners) listener();
    });
  }

  #take(): Snapshot {
    const now = shown(this.#link);
    const before = this.#snapshot as Snapshot | undefined;
    const me = myself(this.#room, this.#devices, this.page.me);
    const rest = now === "inside" || !before ? others(this.#room) : still(before.people.slice(1));
    const people = [this.#link.at === "inside" ? me : { ...me, quality: 0 as const }, ...rest];
    return {
      shown: now,
      people,
      seen: new Set([...(before?.seen ?? []), ...people.map(({ seat }) => seat)]),
      taught: before?.taught || people.some(({ role }) => role === "teacher"),
      tools: this.#tools(),
      muffled: now === "inside" && !(this.#room.canPlaybackAudio && this.#room.canPlaybackVideo),
    };
  }

  #tools(): Tools {
    const may = allowed(this.#room, this.page.me.role);
    return Object.fromEntries(
      TOOLS.filter((tool) => may.includes(tool)).map((tool) => [tool, this.#devices.state(tool)]),
    );
  }
}

function why(reason: DisconnectReason | undefined): "ended" | "removed" | "elsewhere" | null {
  return reason === undefined ? null : (FINAL[reason] ?? null);
}

function isStale(error: unknown): boolean {
  if (!(error instanceof ConnectionError)) return false;
  return [ConnectionErrorReason.NotAllowed, ConnectionErrorReason.ServiceNotFound].includes(error.reason);
}
