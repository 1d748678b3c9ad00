import type { ReactElement } from "react";
import { _ } from "../../../words";
import type { Bell } from "../core/clock";
import type { Quality } from "../core/people";
import { Bars } from "./Bars";
import { Icon } from "./Icon";

interface Props {
  title: string;
  topic: string;
  bell: Bell;
  quality: Quality;
  onHelp: () => void;
}

export function Head({ title, topic, bell, quality, onHelp }: Props): ReactElement {
  return (
    <header className="room-h">
      <svg className="mark hide-s" viewBox="0 0 32 32" aria-hidden="true">
        <path d="M3.5 13.5 19 8.5M7 12.6V26M3.5 27h25M21.5 18.5h7M28.5 10v9M25 19v8M7 19.5h9" />
      </svg>
      <div>
        <h1>{title}</h1>
        {topic && <small>{topic}</small>}
      </div>
      <div className="right">
        <TimeLeft bell={bell} />
        <Line quality={quality} />
        <button className="icon-btn hide-s" type="button" aria-label={_("Keys")} onClick={onHelp}>
          <Icon name="help" />
        </button>
      </div>
    </header>
  );
}

function TimeLeft({ bell: { is, minutes } }: { bell: Bell }): ReactElement {
  const time = _("%(n)s min", { n: minutes });
  const [short, rest] =
    is === "over"
      ? [_("bell rang"), minutes > 0 && _("%(time)s ago", { time })]
      : [time, is === "to-start" ? _("to the start") : _("to the bell")];
  return (
    <p className="small nb left">
      <b>{short}</b> {rest && <span className="dim">{rest}</span>}
    </p>
  );
}

function Line({ quality }: { quality: Quality }): ReactElement {
  const words = [_("No connection"), _("Connection weak"), _("Connection fair"), _("Connection good")];
  return (
    <span role="img" aria-label={words[quality]}>
      <Bars quality={quality} />
    </span>
  );
}
