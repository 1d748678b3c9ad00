import { type ReactElement, useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { _ } from "../../../words";
import { bell, type Clock } from "../core/clock";
import { isArriving } from "../core/link";
import { scene } from "../core/scene";
import type { Tool } from "../core/tools";
import { Announcer } from "./Announcer";
import { useAwake } from "./awake";
import { Bar } from "./Bar";
import { Closed } from "./Closed";
import { Ending } from "./Ending";
import { Faults } from "./Faults";
import { Head } from "./Head";
import { KeysHelp, useKeys } from "./Keys";
import { People } from "./People";
import { Stage } from "./Stage";
import { endForAll } from "./school";
import type { Session, Snapshot } from "./session";
import { Tile } from "./Tile";

interface Props {
  session: Session;
  clock: Clock;
  language: string;
}

export function Lesson({ session, clock, language }: Props): ReactElement {
  const snapshot = useSyncExternalStore(session.subscribe, session.snapshot);
  const { shown } = snapshot;
  switch (shown) {
    case "left":
    case "ended":
    case "removed":
    case "elsewhere":
    case "refused":
      return <Closed why={shown} page={session.page} />;
    default:
      return <Room session={session} snapshot={snapshot} clock={clock} language={language} />;
  }
}

function Room({ session, snapshot, clock, language }: Props & { snapshot: Snapshot }): ReactElement {
  const { lesson, me, links } = session.page;
  const now = useNow(clock);
  useAwake();
  const ending = useRef<HTMLDialogElement>(null);
  const help = useRef<HTMLDialogElement>(null);
  const onTool = useCallback((tool: Tool) => void session.toggle(tool), [session]);
  const onHelp = useCallback(() => open(help.current), []);
  const choice = useKeys(language, onTool, onHelp);
  const leave = async (): Promise<void> => {
    await session.leave();
    location.assign(links.leave);
  };
  const ends = links.end !== null;
  const onLeave = (): void => (ends ? open(ending.current) : void leave());
  const starts = Date.parse(lesson.starts_at);
  return (
    <div className={`room ${me.role}`} data-link={snapshot.shown}>
      <Head
        title={lesson.title}
        topic={lesson.topic}
        bell={bell(now, starts, Date.parse(lesson.ends_at))}
        quality={snapshot.people[0]?.quality ?? 0}
        onHelp={onHelp}
      />
      <Middle session={session} snapshot={snapshot} sinceStart={(now - starts) / 60_000} />
      <Bar
        tools={snapshot.tools}
        language={language}
        leave={ends ? _("End") : _("Leave")}
        onTool={onTool}
        onLeave={onLeave}
      />
      {ends && (
        <Ending dialog={ending} onEndForAll={() => endForAll(session.page)} onLeave={() => void leave()} />
      )}
      <KeysHelp dialog={help} language={language} tools={snapshot.tools} choice={choice} />
      <Announcer snapshot={snapshot} />
    </div>
  );
}

interface MiddleProps {
  session: Session;
  snapshot: Snapshot;
  sinceStart: number; // minutes
}

function Middle({ session, snapshot, sinceStart }: MiddleProps): ReactElement {
  const { stage, strip } = scene(snapshot.people);
  return (
    <div className={strip.length > 0 ? "room-b" : "room-b bare"}>
      <Stage snapshot={snapshot} stage={stage} onSound={() => void session.unmuffle()} />
      {strip.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a strip that scrolls must be reached by keyboard
        <section className="tiles" tabIndex={0} aria-label={_("Cameras")}>
          {strip.map((person) => (
            <Tile key={person.seat} person={person} />
          ))}
        </section>
      )}
      <div className="panel people-only">
        <Faults tools={snapshot.tools} />
        <People
          people={snapshot.people}
          expected={session.page.expected}
          seen={snapshot.seen}
          sinceStart={sinceStart}
          arriving={isArriving(snapshot.shown)}
        />
      </div>
    </div>
  );
}

/** The heading is read first, and Enter presses nothing by chance. */
function open(dialog: HTMLDialogElement | null): void {
  dialog?.showModal();
  dialog?.querySelector("h2")?.focus();
}

/** School time in ms, told anew each second, drawn only when a minute begins. */
function useNow(clock: Clock): number {
  const [now, setNow] = useState(() => minute(clock()));
  useEffect(() => {
    const timer = setInterval(() => setNow(minute(clock())), 1000);
    return () => clearInterval(timer);
  }, [clock]);
  return now;
}

function minute(now: number): number {
  return Math.floor(now / 60_000) * 60_000;
}
