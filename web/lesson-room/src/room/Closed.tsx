import { type ReactElement, useEffect, useRef } from "react";
import { _ } from "../../../words";
import type { LessonPage } from "../contract";
import type { Out } from "../core/link";
import { Icon, type IconName } from "./Icon";

interface Props {
  why: Out;
  page: LessonPage;
  onReturn: () => void;
}

const YOUNG = 5000; // ms: a page that was refused at once is not loaded anew in a rush

/** The room is behind the person: what happened, and the one way on. */
export function Closed({ why, page, onReturn }: Props): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (why === "let-in") return; // said politely, the focus stays
    heading.current?.focus();
    if (why !== "refused") return;
    // the lesson's page knows the reason and its words
    const timer = setTimeout(() => location.reload(), Math.max(0, YOUNG - performance.now()));
    return () => clearTimeout(timer);
  }, [why]);
  const { icon, heading: what, text } = told(why);
  const { title, topic, hours } = page.lesson;
  return (
    <div className="stop closed" data-why={why}>
      <Icon name={icon} className={why === "ended" || why === "let-in" ? "pic" : "pic warn"} />
      <div role="status">
        <h1 ref={heading} tabIndex={-1}>
          {what}
        </h1>
        {text && <p>{text}</p>}
      </div>
      <p className="dim">
        {title}, <span className="nb">{hours}</span>
      </p>
      {topic && <p className="dim">{topic}</p>}
      <div className="foot">
        <WayBack why={why} onReturn={onReturn} />
        <a
          className={why === "elsewhere" || why === "let-in" ? "btn text wide" : "btn wide"}
          href={page.links.leave}
        >
          {page.me.role === "teacher" ? _("Open my day") : _("Open the diary")}
        </a>
      </div>
    </div>
  );
}

function WayBack({ why, onReturn }: { why: Out; onReturn: () => void }): ReactElement | null {
  if (why === "let-in")
    return (
      <button className="btn go wide" type="button" onClick={onReturn}>
        {_("Back to the lesson")}
      </button>
    );
  if (why !== "elsewhere") return null;
  return (
    <button className="btn wide" type="button" onClick={() => location.reload()}>
      {_("Go on here")}
    </button>
  );
}

function told(why: Out): { icon: IconName; heading: string; text?: string } {
  switch (why) {
    case "ended":
      return { icon: "check", heading: _("The lesson is over") };
    case "left":
      return { icon: "leave", heading: _("You have left the lesson") };
    case "removed":
      return {
        icon: "leave",
        heading: _("The teacher has taken you out of the lesson"),
        text: _(
          "When the teacher lets you in again, a button appears here. The topic and the task stay in the diary.",
        ),
      };
    case "let-in":
      return { icon: "check", heading: _("You may come back to the lesson") };
    case "elsewhere":
      return {
        icon: "windows",
        heading: _("The lesson is open in another window"),
        text: _("One person sits in a lesson once. You can go on here."),
      };
    case "refused":
      return { icon: "clock", heading: _("Checking the way in") };
  }
}
