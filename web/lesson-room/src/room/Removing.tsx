import { type ReactElement, type RefObject, useState } from "react";
import { _ } from "../../../words";
import type { Seat } from "../contract";
import { Failure } from "./Failure";

interface Props {
  dialog: RefObject<HTMLDialogElement | null>;
  pupil: Seat | null;
  onRemove: (seat: string) => Promise<boolean>; // false: it was not done
}

/** Asks a teacher once before a pupil is sent out. */
export function Removing({ dialog, pupil, onRemove }: Props): ReactElement {
  const [state, setState] = useState<"asks" | "busy" | "failed">("asks");
  const remove = async (): Promise<void> => {
    if (!pupil || state === "busy") return;
    setState("busy");
    const done = await onRemove(pupil.seat);
    setState(done ? "asks" : "failed");
    if (done) dialog.current?.close();
  };
  return (
    <dialog className="card ask" ref={dialog} aria-labelledby="removing" onClose={() => setState("asks")}>
      <h2 id="removing" tabIndex={-1}>
        {_("Take out of the lesson: %(name)s?", { name: pupil?.name ?? "" })}
      </h2>
      <p>{_("The pupil cannot come back until you let them in: the button for it is in the class list.")}</p>
      <Failure shown={state === "failed"} />
      <button className="btn danger" type="button" aria-busy={state === "busy"} onClick={() => void remove()}>
        {_("Take out of the lesson")}
      </button>
      <button className="btn text" type="button" onClick={() => dialog.current?.close()}>
        {_("Leave in the lesson")}
      </button>
    </dialog>
  );
}
