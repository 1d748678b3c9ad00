import { useEffect, useState } from "react";
import type { Clock } from "../core/clock";

/** School time in ms, told anew each second, drawn only when a step of `step` ms begins. */
export function useNow(clock: Clock, step: number): number {
  const [now, setNow] = useState(() => floor(clock(), step));
  useEffect(() => {
    const timer = setInterval(() => setNow(floor(clock(), step)), 1000);
    return () => clearInterval(timer);
  }, [clock, step]);
  return now;
}

function floor(now: number, step: number): number {
  return Math.floor(now / step) * step;
}
