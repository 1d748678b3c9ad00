/** How the media library is told to spend a school's network. */

import {
  AudioPresets,
  type RoomConnectOptions,
  type RoomOptions,
  ScreenSharePresets,
  VideoPresets,
} from "livekit-client";
import type { Role } from "../contract";

export function roomOptions(role: Role): RoomOptions {
  const teacher = role === "teacher";
  const picture = teacher ? VideoPresets.h720 : VideoPresets.h360;
  return {
    adaptiveStream: true,
    dynacast: true,
    stopLocalTrackOnUnpublish: false, // a camera or screen outlives a broken line
    videoCaptureDefaults: { resolution: picture.resolution },
    publishDefaults: {
      videoCodec: "vp8",
      simulcast: true,
      videoEncoding: picture.encoding,
      videoSimulcastLayers: teacher ? [VideoPresets.h180, VideoPresets.h360] : [VideoPresets.h180],
      audioPreset: AudioPresets.speech,
      dtx: true,
      red: true,
      stopMicTrackOnMute: true, // off is off: the browser's own light goes out
      screenShareEncoding: ScreenSharePresets.h720fps5.encoding,
    },
  };
}

export const SCREEN = {
  audio: true,
  resolution: ScreenSharePresets.h720fps5.resolution,
  contentHint: "detail",
} as const;

export const PATIENT: RoomConnectOptions = {
  maxRetries: 2,
  peerConnectionTimeout: 25_000, // ms
  websocketTimeout: 20_000, // ms
};
