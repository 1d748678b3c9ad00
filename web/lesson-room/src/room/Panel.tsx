import { type ReactElement, type ReactNode, useRef, useState } from "react";
import { _ } from "../../../words";
import type { Seat } from "../contract";
import type { Clock } from "../core/clock";
import { isArriving } from "../core/link";
import { type Talk, unread } from "../core/talk";
import { Chat } from "./Chat";
import { Failure } from "./Failure";
import { Faults } from "./Faults";
import { Hands } from "./Hands";
import { open } from "./open";
import { heading, People } from "./People";
import { Removing } from "./Removing";
import type { Snapshot } from "./session";
import { type Tab, Tabs } from "./Tabs";
import type { Talking } from "./talking";
import { useWide } from "./wide";

interface Props {
  talking: Talking;
  talk: Talk;
  snapshot: Snapshot;
  clock: Clock;
  sinceStart: number; // minutes
  tab: Tab;
  onTab: (tab: Tab) => void;
  children: ReactNode; // what a pupil is told above the chat
}

/** Hands on top; class and chat one under the other where a teacher has the room, else behind tabs. */
export function Panel(props: Props): ReactElement {
  const { talking, talk, snapshot, clock, tab, onTab } = props;
  const leads = talking.page.me.role === "teacher";
  const removing = useRef<HTMLDialogElement>(null);
  const [pupil, setPupil] = useState<Seat | null>(null);
  const [failed, setFailed] = useState(false);
  const wide = useWide() && leads;
  const act = async (...deed: Parameters<Talking["act"]>): Promise<boolean> => {
    const done = await talking.act(...deed);
    setFailed(!done);
    return done;
  };
  const deeds = {
    onMicrophone: (seat: string, open: boolean) => void act("microphone", { seat, open }),
    onLetIn: (seat: string) => void act("let_in", { seat }),
    onRemove: (pupil: Seat) => {
      setPupil(pupil);
      open(removing.current);
    },
  };
  const here = new Set(snapshot.people.map(({ seat }) => seat));
  const known = { expected: talking.page.expected, removed: talk.removed, seen: snapshot.seen };
  const list = { people: snapshot.people, known, talk, sinceStart: props.sinceStart };
  const people = <People {...list} deeds={leads ? deeds : null} />;
  const title = heading(snapshot.people, known.expected, isArriving(snapshot.shown));
  const chat = <Chat talking={talking} talk={talk} shown={wide || tab === "chat"} />;
  return (
    <div className="panel">
      <Faults tools={snapshot.tools} />
      <Failure shown={failed} />
      {leads && (
        <Hands
          hands={talk.hands}
          here={here}
          clock={clock}
          onWord={(seat) => deeds.onMicrophone(seat, true)}
        />
      )}
      {props.children}
      {wide ? (
        <Both title={title} people={people} chat={chat} />
      ) : (
        <Tabbed tab={tab} unread={unread(talk)} onTab={onTab} title={title} people={people} chat={chat} />
      )}
      {leads && (
        <Removing dialog={removing} pupil={pupil} onRemove={(seat) => talking.act("remove", { seat })} />
      )}
    </div>
  );
}

interface Panes {
  title: string; // of the class
  people: ReactElement;
  chat: ReactElement;
}

function Both({ title, people, chat }: Panes): ReactElement {
  return (
    <>
      <section className="pane fill ro" aria-labelledby="people">
        <header>
          <h2 id="people">{title}</h2>
        </header>
        {people}
      </section>
      <section className="pane fill" aria-labelledby="chat">
        <header>
          <h2 id="chat">{_("Chat")}</h2>
        </header>
        {chat}
      </section>
    </>
  );
}

function Tabbed({ title, people, chat, ...tabs }: Panes & Parameters<typeof Tabs>[0]): ReactElement {
  return (
    <section className="pane fill" aria-label={_("Chat and class")}>
      <Tabs {...tabs} />
      <div
        className="fill"
        id="pane-chat"
        role="tabpanel"
        aria-labelledby="tab-chat"
        hidden={tabs.tab !== "chat"}
      >
        {chat}
      </div>
      <div
        className="fill ro"
        id="pane-class"
        role="tabpanel"
        aria-labelledby="tab-class"
        hidden={tabs.tab !== "class"}
      >
        <h2 id="people">{title}</h2>
        {people}
      </div>
    </section>
  );
}
