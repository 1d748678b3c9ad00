/** The three sources a person can switch, and why one may fail. */

export type Tool = "microphone" | "camera" | "screen";

export const TOOLS: readonly Tool[] = ["microphone", "camera", "screen"];

export type Fault = "denied" | "missing" | "in-use" | "insecure" | "failed";

export interface ToolState {
  on: boolean;
  busy: boolean;
  fault: Fault | null;
}

/** Those that the pass allows. */
export type Tools = Partial<Record<Tool, ToolState>>;

/** Closing the browser's window of screens is a change of mind, not a fault. */
export function faultOf(tool: Tool, error: unknown): Fault | null {
  switch (error instanceof Error ? error.name : "") {
    case "NotAllowedError":
    case "SecurityError":
      return tool === "screen" ? null : "denied";
    case "InsecureContext":
      return "insecure";
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "AbortError":
      return "in-use";
    default:
      return "failed";
  }
}
