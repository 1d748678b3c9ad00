/**
 * The person's own microphone, camera and screen.
 *
 * What is switched on stays on while the line breaks: the tracks live here, not in
 * the media library's participant, and publish() hands them over after each connect.
 */

import {
  createLocalScreenTracks,
  createLocalTracks,
  type LocalTrack,
  type Room,
  Track,
  TrackEvent,
} from "livekit-client";
import { type Fault, faultOf, TOOLS, type Tool, type ToolState } from "../core/tools";
import { SCREEN } from "./options";

export class Devices {
  #tracks = new Map<Tool, LocalTrack[]>();
  #busy = new Set<Tool>();
  #faults = new Map<Tool, Fault>();
  #room: Room;
  #changed: () => void;

  constructor(room: Room, changed: () => void) {
    this.#room = room;
    this.#changed = changed;
  }

  state(tool: Tool): ToolState {
    const on = this.#of(tool).some((track) => !track.isMuted);
    return { on, busy: this.#busy.has(tool), fault: this.#faults.get(tool) ?? null };
  }

  /** The live picture of a camera or screen, handed over or not yet. */
  picture(tool: "camera" | "screen"): LocalTrack | null {
    return this.#of(tool).find(({ kind, isMuted }) => kind === Track.Kind.Video && !isMuted) ?? null;
  }

  /** A press while an earlier one is being done is ignored. */
  async toggle(tool: Tool): Promise<void> {
    if (this.#busy.has(tool)) return;
    await this.#attempt(tool, () => (this.state(tool).on ? this.#off(tool) : this.#on(tool)));
  }

  /** Asks the person once for all of `tools`; what one device refuses, another may still give. */
  async start(tools: Tool[]): Promise<void> {
    for (const tool of tools) this.#busy.add(tool);
    const together = await capture(this.#room, tools).catch(() => null);
    for (const track of together ?? []) this.#keep(track);
    for (const tool of tools)
      await this.#attempt(tool, () => (together ? this.#publish(tool) : this.#on(tool)));
  }

  /** Hands over what is on.  Called after each connect. */
  async publish(): Promise<void> {
    for (const tool of TOOLS) {
      if (this.#busy.has(tool)) continue;
      if (this.state(tool).on) await this.#attempt(tool, () => this.#publish(tool));
      else this.#release(tool);
    }
  }

  /** Lets go of every device that is not in `allowed`: nobody films or records for nothing. */
  keepOnly(allowed: readonly Tool[]): void {
    for (const tool of TOOLS) if (!allowed.includes(tool)) this.#release(tool);
  }

  async #attempt(tool: Tool, work: () => Promise<void>): Promise<void> {
    this.#busy.add(tool);
    this.#fault(tool, null);
    try {
      await work();
    } catch (error) {
      this.#fault(tool, faultOf(tool, error));
      await this.#off(tool);
    } finally {
      this.#busy.delete(tool);
      this.#changed();
    }
  }

  async #on(tool: Tool): Promise<void> {
    const muted = this.#of(tool);
    if (muted.length > 0) await Promise.all(muted.map((track) => track.unmute()));
    else for (const track of await capture(this.#room, [tool])) this.#keep(track);
    await this.#publish(tool);
  }

  /** Mutes what the class knows already, so that switching on again is quick; a screen goes for good. */
  async #off(tool: Tool): Promise<void> {
    const tracks = this.#of(tool);
    if (tool !== "screen" && !this.#faults.has(tool) && tracks.every((track) => this.#isPublished(track))) {
      await Promise.all(tracks.map((track) => track.mute()));
      return;
    }
    for (const track of tracks)
      await this.#room.localParticipant.unpublishTrack(track).catch(() => undefined);
    this.#release(tool);
  }

  /** A line that breaks meanwhile is no fault: the next connect hands the track over again. */
  async #publish(tool: Tool): Promise<void> {
    for (const track of this.#of(tool)) {
      if (this.#room.state !== "connected") return;
      if (this.#isPublished(track)) continue;
      await this.#room.localParticipant.publishTrack(track).catch((error: unknown) => {
        if (this.#room.state === "connected") throw error;
      });
    }
  }

  #keep(track: LocalTrack): void {
    const tool = toolOf(track);
    this.#tracks.set(tool, [...this.#of(tool), track]);
    track.on(TrackEvent.Muted, this.#changed).on(TrackEvent.Unmuted, this.#changed);
    track.on(TrackEvent.Restarted, () => this.#fault(tool, null));
    track.on(TrackEvent.Ended, () => this.#ended(tool));
  }

  /** The browser's own «stop sharing», or a device pulled out. */
  #ended(tool: Tool): void {
    if (tool === "screen") void this.#attempt(tool, () => this.#off(tool));
    else this.#fault(tool, "missing");
  }

  #release(tool: Tool): void {
    for (const track of this.#of(tool)) {
      track.removeAllListeners();
      track.stop();
    }
    if (this.#tracks.delete(tool)) this.#changed();
  }

  #fault(tool: Tool, fault: Fault | null): void {
    if (fault) this.#faults.set(tool, fault);
    else this.#faults.delete(tool);
    this.#changed();
  }

  #of(tool: Tool): LocalTrack[] {
    return this.#tracks.get(tool) ?? [];
  }

  #isPublished(track: LocalTrack): boolean {
    const { trackPublications } = this.#room.localParticipant;
    return [...trackPublications.values()].some((publication) => publication.track === track);
  }
}

/** Rejects with the browser's own error.  Without https (or loopback) a browser has no devices at all. */
async function capture(room: Room, tools: Tool[]): Promise<LocalTrack[]> {
  if (!navigator.mediaDevices) throw new DOMException("not a secure context", "InsecureContext");
  if (tools.includes("screen")) return createLocalScreenTracks(SCREEN);
  return createLocalTracks({
    audio: tools.includes("microphone"),
    video: tools.includes("camera") ? (room.options.videoCaptureDefaults ?? true) : false,
  });
}

function toolOf(track: LocalTrack): Tool {
  if (track.source === Track.Source.Microphone) return "microphone";
  return track.source === Track.Source.Camera ? "camera" : "screen";
}
