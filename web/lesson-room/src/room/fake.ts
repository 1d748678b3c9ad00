/** A media room for tests: connects when told to, remembers what was asked of it. */

import type { Track as LiveTrack } from "livekit-client";
import type { LessonPage } from "../contract";
import { anya, egor, vera } from "../core/cast";
import type { Person } from "../core/people";

type Listener = (...values: never[]) => void;

class Emitter {
  #listeners = new Map<string, Listener[]>();

  on(event: string, listener: Listener): this {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
    return this;
  }

  emit(event: string, ...values: unknown[]): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(...(values as never[]));
  }

  removeAllListeners(): void {
    this.#listeners.clear();
  }
}

export class FakeTrack extends Emitter {
  isMuted = false;
  stopped = false;
  readonly kind: "audio" | "video";

  constructor(readonly source: LiveTrack.Source) {
    super();
    this.kind = source === "microphone" || source === "screen_share_audio" ? "audio" : "video";
  }

  async mute(): Promise<void> {
    this.isMuted = true;
    this.emit("muted");
  }

  async unmute(): Promise<void> {
    this.isMuted = false;
    this.emit("unmuted");
  }

  stop(): void {
    this.stopped = true;
  }
}

class FakeParticipant extends Emitter {
  trackPublications = new Map<unknown, { track: FakeTrack }>();
  permissions: unknown = undefined;
  isSpeaking = false;
  connectionQuality = "excellent";
  refuses: Error | null = null; // what publishTrack rejects with

  async publishTrack(track: FakeTrack): Promise<void> {
    if (this.refuses) throw this.refuses;
    this.trackPublications.set(track, { track });
  }

  async unpublishTrack(track: FakeTrack): Promise<void> {
    this.trackPublications.delete(track);
  }
}

export class FakeRoom extends Emitter {
  state = "disconnected";
  options: Record<string, unknown> = {};
  localParticipant = new FakeParticipant();
  remoteParticipants = new Map<string, unknown>();
  canPlaybackAudio = true;
  canPlaybackVideo = true;
  passes: string[] = []; // tokens in the order of use
  fails: Error[] = []; // what the next connects reject with

  async connect(_url: string, token: string): Promise<void> {
    this.passes.push(token);
    const error = this.fails.shift();
    if (error) throw error;
    this.state = "connected";
  }

  async disconnect(): Promise<void> {
    this.state = "disconnected";
    this.localParticipant.trackPublications.clear();
  }

  /** The line falls: the media library forgets everybody and says why. */
  drop(reason?: number): void {
    this.state = "disconnected";
    this.localParticipant.trackPublications.clear();
    this.remoteParticipants.clear();
    this.emit("disconnected", reason);
  }

  /** As the media library does it: everybody goes one by one, then it says that it starts anew. */
  restart(): void {
    for (const participant of [...this.remoteParticipants.values()]) {
      this.remoteParticipants.delete((participant as { identity: string }).identity);
      this.emit("participantDisconnected", participant);
    }
    this.emit("reconnecting");
  }

  arrive({ seat, name, role }: Person): void {
    const participant = Object.assign(new FakeParticipant(), {
      identity: seat,
      name,
      attributes: { role },
      isMicrophoneEnabled: false,
      getTrackPublication: () => undefined,
    });
    this.remoteParticipants.set(seat, participant);
    this.emit("participantConnected", participant);
  }
}

const LESSON = {
  id: "lesson-1",
  title: "Геометрия, 7Б",
  subject: "Геометрия",
  topic: "Признаки равенства треугольников",
  starts_at: "2026-11-25T07:30:00Z",
  ends_at: "2026-11-25T08:15:00Z",
  hours: "10:30–11:15",
};

export const PUPIL_PAGE: LessonPage = {
  lesson: LESSON,
  now: "2026-11-25T07:41:00Z",
  me: { seat: anya.seat, name: anya.name, role: "pupil" },
  media: { url: "ws://media.test", token: "first" },
  links: {
    pass: "/lessons/1/pass",
    leave: "/diary",
    end: null,
    state: "/lessons/1/talk",
    say: "/lessons/1/talk/say",
    hand: "/lessons/1/talk/hand",
    microphone: null,
    remove: null,
    let_in: null,
  },
  live: {
    ticket: "/lessons/1/talk/ticket",
    heads: "/lessons/1/talk/heads",
    room: "lesson:1:talk",
    seen: 4,
  },
  state: { number: 4, messages: [], more: false, hands: [], microphones: { closed: [] }, removed: [] },
  csrf: "csrf-token",
  expected: [],
};

export const TEACHER_PAGE: LessonPage = {
  ...PUPIL_PAGE,
  me: { seat: vera.seat, name: vera.name, role: "teacher" },
  links: {
    ...PUPIL_PAGE.links,
    leave: "/day",
    end: "/lessons/1/end",
    hand: null,
    microphone: "/lessons/1/talk/microphone",
    remove: "/lessons/1/talk/remove",
    let_in: "/lessons/1/talk/let-in",
  },
  expected: [anya, egor].map(({ seat, name }) => ({ seat, name })),
};
