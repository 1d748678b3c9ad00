import { type ReactElement, useEffect, useRef } from "react";
import { _ } from "../../../words";
import type { LessonPage } from "../contract";
import type { Out } from "../core/link";
import { Icon, type IconName } from "./Icon";

interface Props {
  why: Out;
  page: LessonPage;
}

/** The room is behind the person: what happened, and the one way on. */
export function Closed({ why, page }: Props): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (why === "refused")
      location.reload(); // the lesson's page knows the reason and its words
    else heading.current?.focus();
  }, [why]);
  const { icon, heading: what, text } = told(why);
  const { title, topic, hours } = page.lesson;
  return (
    <div className="stop closed" data-why={why}>
      <Icon name={icon} className={why === "ended" ? "pic" : "pic warn"} />
      <h1 ref={heading} tabIndex={-1}>
        {what}
      </h1>
      {text && <p>{text}</p>}
      <p className="dim">
        {title}, <span className="nb">{hours}</span>
      </p>
      {topic && <p className="dim">{topic}</p>}
      <div className="foot">
        {why === "elsewhere" && (
          <button className="btn wide" type="button" onClick={() => location.reload()}>
            {_("Go on here")}
          </button>
        )}
        <a className={why === "elsewhere" ? "btn text wide" : "btn wide"} href={page.links.leave}>
          {page.me.role === "teacher" ? _("Open my day") : _("Open the diary")}
        </a>
      </div>
    </div>
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
        text: _("The topic and the task stay in the diary."),
      };
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
