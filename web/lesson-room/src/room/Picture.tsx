import { type ReactElement, useLayoutEffect, useRef } from "react";
import type { Picture as Moving } from "../core/people";

/** A real <video> for the media library: what it is never attached to, it never sends. */
export function Picture({ of, mirrored }: { of: Moving; mirrored: boolean }): ReactElement {
  const video = useRef<HTMLVideoElement>(null);
  useLayoutEffect(() => {
    const element = video.current;
    if (!element) return;
    of.attach(element);
    return () => {
      of.detach(element);
    };
  }, [of]);
  return <video ref={video} className={mirrored ? "mirrored" : undefined} playsInline muted />;
}
