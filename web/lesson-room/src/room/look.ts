/** Turns the media library's room into the plain people of core/people.ts. */

import { ConnectionQuality, type Participant, type Room, Track } from "livekit-client";
import type { LessonPage, Role } from "../contract";
import type { Person, Picture, Quality } from "../core/people";
import { TOOLS, type Tool } from "../core/tools";
import type { Devices } from "./devices";

const BARS: Record<ConnectionQuality, Quality> = {
  [ConnectionQuality.Lost]: 0,
  [ConnectionQuality.Poor]: 1,
  [ConnectionQuality.Good]: 2,
  [ConnectionQuality.Excellent]: 3,
  [ConnectionQuality.Unknown]: 3,
};

const SOURCES: Record<Tool, Track.Source> = {
  microphone: Track.Source.Microphone,
  camera: Track.Source.Camera,
  screen: Track.Source.ScreenShare,
};

export function myself(room: Room, devices: Devices, me: LessonPage["me"]): Person {
  return {
    ...me,
    me: true,
    microphone: devices.state("microphone").on,
    speaking: room.localParticipant.isSpeaking && devices.state("microphone").on,
    camera: devices.picture("camera"),
    screen: devices.picture("screen"),
    quality: BARS[room.localParticipant.connectionQuality],
  };
}

/** Everybody else, as they came. */
export function others(room: Room): Person[] {
  return [...room.remoteParticipants.values()].map(other);
}

function other(participant: Participant): Person {
  return {
    seat: participant.identity,
    name: participant.name ?? "",
    role: roleOf(participant),
    me: false,
    microphone: participant.isMicrophoneEnabled,
    speaking: participant.isSpeaking,
    camera: picture(participant, Track.Source.Camera),
    screen: picture(participant, Track.Source.ScreenShare),
    quality: BARS[participant.connectionQuality],
  };
}

function roleOf(participant: Participant): Role {
  return participant.attributes["role"] === "teacher" ? "teacher" : "pupil";
}

function picture(participant: Participant, source: Track.Source): Picture | null {
  const publication = participant.getTrackPublication(source);
  return publication && !publication.isMuted ? (publication.track ?? null) : null;
}

/** The tools that the pass allows; before the room answers, those of the role. */
export function allowed(room: Room, role: Role): Tool[] {
  const { permissions } = room.localParticipant;
  if (!permissions) return TOOLS.filter((tool) => tool !== "screen" || role === "teacher");
  if (!permissions.canPublish) return [];
  const sources = permissions.canPublishSources.map(Track.sourceFromProto);
  return TOOLS.filter((tool) => sources.length === 0 || sources.includes(SOURCES[tool]));
}

/**
 * A last look kept while the line is away: the same people in the same places, without
 * pictures.  It is the own line that is away: of theirs nothing is known.
 */
export function still(people: Person[]): Person[] {
  return people.map((person) => ({ ...person, speaking: false, camera: null, screen: null, quality: 3 }));
}
