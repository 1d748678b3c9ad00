import type { ReactElement } from "react";
import { _ } from "../../../words";
import { Icon } from "./Icon";

/** A deed that the school did not take. */
export function Failure({ shown }: { shown: boolean }): ReactElement {
  return (
    <div role="alert">
      {shown && (
        <p className="note bad">
          <Icon name="warning" />
          <span>{_("That did not work: no connection to the school. Try again.")}</span>
        </p>
      )}
    </div>
  );
}
