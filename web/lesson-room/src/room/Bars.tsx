import type { ReactElement } from "react";
import type { Quality } from "../core/people";

/** How good a line is, for the eye. */
export function Bars({ quality }: { quality: Quality }): ReactElement {
  return (
    <span className="net" aria-hidden="true">
      {[1, 2, 3].map((bar) => (
        <i key={bar} className={bar <= quality ? "on" : undefined} />
      ))}
    </span>
  );
}
