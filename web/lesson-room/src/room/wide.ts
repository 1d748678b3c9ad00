import { useSyncExternalStore } from "react";

/** From this width on the panel stands beside the stage: as in the stylesheet. */
const WIDE = "(min-width: 1000px)";

export function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = matchMedia(WIDE);
      query.addEventListener("change", changed);
      return () => query.removeEventListener("change", changed);
    },
    () => matchMedia(WIDE).matches,
  );
}
