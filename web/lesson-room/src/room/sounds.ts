/** Every voice plays as soon as it arrives, whatever the page draws. */

import { type RemoteTrack, type Room, RoomEvent, Track } from "livekit-client";

export function playSounds(room: Room): void {
  const place = document.createElement("div");
  place.hidden = true;
  document.body.append(place);
  room.on(RoomEvent.TrackSubscribed, (track: RemoteTrack) => {
    if (track.kind === Track.Kind.Audio) place.append(track.attach());
  });
  room.on(RoomEvent.TrackUnsubscribed, (track: RemoteTrack) => {
    if (track.kind === Track.Kind.Audio) for (const element of track.detach()) element.remove();
  });
  room.on(RoomEvent.Disconnected, () => place.replaceChildren());
}
