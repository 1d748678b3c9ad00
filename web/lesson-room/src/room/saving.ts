import { useEffect, useRef, useState } from "react";
import type { Quality } from "../core/people";
import { begin, insisted, look, type Saving } from "../core/thrift";

/** Looks at the line each second; `insist` brings the pictures back at once. */
export function useSaving(quality: Quality, inside: boolean): { saving: Saving; insist: () => void } {
  const [thrift, setThrift] = useState(() => begin(Date.now()));
  const latest = useRef<Quality>(quality);
  latest.current = inside ? quality : 3; // a line that is gone is another story
  useEffect(() => {
    const timer = setInterval(() => setThrift((before) => look(before, latest.current, Date.now())), 1000);
    return () => clearInterval(timer);
  }, []);
  return { saving: thrift.saving, insist: () => setThrift((before) => insisted(before, Date.now())) };
}
