import type { ReactElement } from "react";

/** Drawn as parta/kit/ui/icons.py draws them: one stroke in the colour of the text. */
const SHAPES = {
  microphone: "M12 2.5a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0v-6a3 3 0 0 0-3-3zM5 11a7 7 0 0 0 14 0M12 18v3.5",
  "microphone-off":
    "M15 10V5.5a3 3 0 0 0-5.8-1M9 9v2.5a3 3 0 0 0 4.6 2.5M5 11a7 7 0 0 0 11.4 5.4M19 11a7 7 0 0 1-.6 2.8M12 18v3.5M3 3l18 18",
  camera:
    "M5.5 6h7a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3h-7a3 3 0 0 1-3-3V9a3 3 0 0 1 3-3zM15.5 10.5l6-3.2v9.4l-6-3.2z",
  "camera-off":
    "M15.5 14v1a3 3 0 0 1-3 3h-7a3 3 0 0 1-3-3V9a3 3 0 0 1 2.2-2.9M9.5 6h3a3 3 0 0 1 3 3v1.5l6-3.2v9.4M3 3l18 18",
  screen:
    "M5 4h14a2.5 2.5 0 0 1 2.5 2.5v8A2.5 2.5 0 0 1 19 17H5a2.5 2.5 0 0 1-2.5-2.5v-8A2.5 2.5 0 0 1 5 4zM8 21h8M12 13V8m-2.5 2.3L12 7.8l2.5 2.5",
  leave: "M14 3.5H6.5A1.5 1.5 0 0 0 5 5v14a1.5 1.5 0 0 0 1.5 1.5H14M10.5 12H21m-3.5-3.5L21 12l-3.5 3.5",
  remove: "M12.5 8a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0M2.5 20a6.5 6.5 0 0 1 13 0M16 11.5h5.5",
  hand: "M7 12.5V6.2a1.6 1.6 0 0 1 3.2 0V11M10.2 10.5V4.1a1.6 1.6 0 0 1 3.2 0v6.4M13.4 10.8V5.6a1.6 1.6 0 0 1 3.2 0v7.9M16.6 12V9.4a1.6 1.6 0 0 1 3.1.1V14a7.5 7.5 0 0 1-7.5 7.5c-3 0-4.7-1.3-6.2-3.7l-2.4-4a1.6 1.6 0 0 1 2.7-1.7L7 13.4",
  send: "M5 12h13.5M12.5 5.5 19 12l-6.5 6.5",
  down: "M12 5v14M5.5 12.5 12 19l6.5-6.5",
  sound: "M4 9.5v5h3.5L13 19V5L7.5 9.5zM16.5 9a4.2 4.2 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11",
  check: "m4.5 12.5 5 5 10-11",
  clock: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0M12 7v5.2l3.3 2",
  warning: "M12 3.5 2.5 20h19zM12 10v4.5M12 17.2v.1",
  help: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0M9.4 9.4a2.7 2.7 0 1 1 3.9 2.4c-.8.4-1.3 1-1.3 1.9M12 17v.2",
  windows:
    "M8.5 8.5V6A2.5 2.5 0 0 1 11 3.5h7A2.5 2.5 0 0 1 20.5 6v7a2.5 2.5 0 0 1-2.5 2.5h-2.5M6 8.5h7a2.5 2.5 0 0 1 2.5 2.5v7a2.5 2.5 0 0 1-2.5 2.5H6A2.5 2.5 0 0 1 3.5 18v-7A2.5 2.5 0 0 1 6 8.5z",
};

export type IconName = keyof typeof SHAPES;

/** For the eye only: the words stand beside it. */
export function Icon({ name, className = "ic" }: { name: IconName; className?: string }): ReactElement {
  return (
    <svg className={className} viewBox="0 0 24 24" aria-hidden="true">
      <path d={SHAPES[name]} />
    </svg>
  );
}
