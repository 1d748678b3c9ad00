import { type ReactElement, type RefObject, useState } from "react";
import { _ } from "../../../words";
import { Icon } from "./Icon";

interface Props {
  dialog: RefObject<HTMLDialogElement | null>;
  onEndForAll: () => Promise<boolean>; // false: the school did not answer
  onLeave: () => void;
}

/** Asks a teacher once: for all, or only oneself. */
export function Ending({ dialog, onEndForAll, onLeave }: Props): ReactElement {
  const [state, setState] = useState<"asks" | "busy" | "failed">("asks");
  const end = async (): Promise<void> => {
    if (state === "busy") return;
    setState("busy");
    setState((await onEndForAll()) ? "busy" : "failed");
  };
  return (
    <dialog className="card ask" ref={dialog} aria-labelledby="ending" onClose={() => setState("asks")}>
      <h2 id="ending" tabIndex={-1}>
        {_("End the lesson?")}
      </h2>
      <p>
        {_(
          "For all: the class leaves and nobody can enter again. Leave: the class stays, you may come back.",
        )}
      </p>
      <div role="alert">
        {state === "failed" && (
          <p className="note bad">
            <Icon name="warning" />
            <span>{_("The lesson did not end: no connection to the school. Try again.")}</span>
          </p>
        )}
      </div>
      <button className="btn danger" type="button" aria-busy={state === "busy"} onClick={() => void end()}>
        {_("End for all")}
      </button>
      <button className="btn quiet" type="button" onClick={onLeave}>
        {_("Leave, the class stays")}
      </button>
      <button className="btn text" type="button" onClick={() => dialog.current?.close()}>
        {_("Stay in the lesson")}
      </button>
    </dialog>
  );
}
