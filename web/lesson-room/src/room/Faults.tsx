import type { ReactElement } from "react";
import { _ } from "../../../words";
import { type Fault, TOOLS, type Tool } from "../core/tools";
import { Icon } from "./Icon";
import type { Snapshot } from "./session";

/** Why a device does not work and what to do.  The lesson goes on meanwhile. */
export function Faults({ tools }: { tools: Snapshot["tools"] }): ReactElement | null {
  const faults = TOOLS.flatMap((tool) => {
    const fault = tools[tool]?.fault;
    return fault ? [{ tool, fault }] : [];
  });
  return (
    <div role="alert">
      {faults.map(({ tool, fault }) => (
        <p className="note warn" key={tool}>
          <Icon name="warning" />
          <span>{sentence(tool, fault)}</span>
        </p>
      ))}
    </div>
  );
}

function sentence(tool: Tool, fault: Fault): string {
  if (fault === "insecure")
    return _("The browser gives camera and microphone only over https. You still hear the lesson.");
  if (tool === "screen") return _("The screen could not be shown. Try again or choose another window.");
  return tool === "microphone" ? ofMicrophone(fault) : ofCamera(fault);
}

function ofMicrophone(fault: Fault): string {
  switch (fault) {
    case "denied":
      return _(
        "The browser gave no microphone. Allow it beside the address of the page, then press “Microphone”.",
      );
    case "missing":
      return _("No microphone found. Plug one in, then press “Microphone”.");
    case "in-use":
      return _("Another program uses the microphone. Close it, then press “Microphone”.");
    default:
      return _("The microphone did not turn on. Press “Microphone” again.");
  }
}

function ofCamera(fault: Fault): string {
  switch (fault) {
    case "denied":
      return _("The browser gave no camera. Allow it beside the address of the page, then press “Camera”.");
    case "missing":
      return _("No camera found. The lesson goes on without it.");
    case "in-use":
      return _("Another program uses the camera. Close it, then press “Camera”.");
    default:
      return _("The camera did not turn on. Press “Camera” again.");
  }
}
