import type { ReactElement } from "react";
import { _ } from "../../../words";
import { isArriving } from "../core/link";
import type { Scene } from "../core/scene";
import { Icon } from "./Icon";
import { Picture } from "./Picture";
import type { Snapshot } from "./session";
import { Avatar, called, Label, said } from "./Tile";

interface Props {
  snapshot: Snapshot;
  stage: Scene["stage"];
  hand: boolean; // the own one is up
  onSound: () => void;
}

export function Stage({ snapshot, stage, hand, onSound }: Props): ReactElement {
  const arriving = isArriving(snapshot.shown);
  return (
    <section className="board scene" aria-label={_("Stage")}>
      {arriving && <Arriving shown={snapshot.shown} />}
      {!arriving && (stage ? <Shown stage={stage} /> : <NoTeacher taught={snapshot.taught} />)}
      {snapshot.shown === "reconnecting" && <Reconnecting hand={hand} />}
      {snapshot.muffled && <Muffled onSound={onSound} />}
    </section>
  );
}

function Shown({ stage: { person, shows } }: { stage: NonNullable<Scene["stage"]> }): ReactElement {
  const picture = shows === "screen" ? person.screen : person.camera;
  const about = shows === "screen" ? _("Screen: %(name)s", { name: called(person) }) : said(person);
  return (
    <div className={`shown ${shows}${person.speaking ? " speak" : ""}`} role="group" aria-label={about}>
      {picture ? (
        <Picture of={picture} mirrored={person.me && shows === "camera"} />
      ) : (
        <p className="unseen">
          <Avatar name={person.name} />
          {_("The camera is off")}
        </p>
      )}
      {shows === "screen" ? (
        <span className="tn" aria-hidden="true">
          <span>{about}</span>
        </span>
      ) : (
        <Label person={person} />
      )}
    </div>
  );
}

function Arriving({ shown }: { shown: Snapshot["shown"] }): ReactElement {
  return (
    <div className={shown === "entering" ? "stage-msg soon" : "stage-msg"} role="status">
      <span className="spin" />
      {shown === "waiting" && (
        <>
          <b>{_("Video is still starting")}</b>
          <span>{_("The lesson opens by itself. The chat works already.")}</span>
        </>
      )}
      {shown === "offline" && (
        <>
          <b>{_("No connection to the school")}</b>
          <span>{_("We keep trying. No need to press anything.")}</span>
        </>
      )}
      {shown === "entering" && <b>{_("Entering the lesson")}</b>}
    </div>
  );
}

function NoTeacher({ taught }: { taught: boolean }): ReactElement {
  return (
    <div className="stage-msg" role="status">
      <Icon name="clock" />
      <b>{taught ? _("The teacher is not connected") : _("The teacher is not here yet")}</b>
      <span>
        {taught
          ? _("Wait here: the lesson goes on by itself.")
          : _("The lesson starts by itself. No need to leave.")}
      </span>
    </div>
  );
}

function Reconnecting({ hand }: { hand: boolean }): ReactElement {
  return (
    <div className="stage-msg over" role="status">
      <span className="spin" />
      <b>{_("Reconnecting")}</b>
      <span>
        {hand
          ? _("Your place and your hand are kept. This usually takes 5 to 10 seconds.")
          : _("Your place is kept. This usually takes 5 to 10 seconds.")}
      </span>
    </div>
  );
}

function Muffled({ onSound }: { onSound: () => void }): ReactElement {
  return (
    <div className="stage-msg over" role="status">
      <b>{_("Sound is waiting for you")}</b>
      <button className="btn chalk" type="button" onClick={onSound}>
        <Icon name="sound" />
        {_("Turn on sound")}
      </button>
      <span>{_("The browser plays no sound without a press")}</span>
    </div>
  );
}
