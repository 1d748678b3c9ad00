import { useEffect } from "react";

/** A phone that goes dark in the middle of a lesson would lose it.  Browsers without the lock just sleep. */
export function useAwake(): void {
  useEffect(() => {
    let lock: Promise<WakeLockSentinel | undefined> | undefined;
    const hold = (): void => {
      if (document.visibilityState !== "visible") return; // the browser lets go of it when hidden
      lock = navigator.wakeLock?.request("screen").catch(() => undefined);
    };
    hold();
    document.addEventListener("visibilitychange", hold);
    return () => {
      document.removeEventListener("visibilitychange", hold);
      void lock?.then((held) => held?.release());
    };
  }, []);
}
