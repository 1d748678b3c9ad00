import { type ReactElement, useCallback, useRef, useState } from "react";
import { _ } from "../../../words";
import { bell, type Clock } from "../core/clock";
import { ownHand } from "../core/hands";
import type { Command } from "../core/keys";
import { scene } from "../core/scene";
import type { Talk } from "../core/talk";
import { spared } from "../core/thrift";
import { Announcer } from "./Announcer";
import { useAwake } from "./awake";
import { Bar, type Item } from "./Bar";
import { SavingNote } from "./Cards";
import { Ending } from "./Ending";
import { Head } from "./Head";
import { itemsOf } from "./items";
import { KeysHelp, useKeys } from "./Keys";
import { useNow } from "./now";
import { open } from "./open";
import { Panel } from "./Panel";
import { CLASS } from "./People";
import { Pupil } from "./Pupil";
import { SAY } from "./Say";
import { Stage } from "./Stage";
import { useSaving } from "./saving";
import { endForAll } from "./school";
import type { Session, Snapshot } from "./session";
import type { Tab } from "./Tabs";
import { Tile } from "./Tile";
import type { Talking } from "./talking";

interface Props {
  session: Session;
  talking: Talking;
  snapshot: Snapshot;
  talk: Talk;
  clock: Clock;
  language: string;
}

const MINUTE = 60_000; // ms

export function Room(props: Props): ReactElement {
  const { session, talking, snapshot, talk, clock, language } = props;
  const { lesson, me, links } = session.page;
  const now = useNow(clock, MINUTE);
  useAwake();
  const [tab, setTab] = useState<Tab>("chat");
  const ending = useRef<HTMLDialogElement>(null);
  const help = useRef<HTMLDialogElement>(null);
  const items = itemsOf(session, snapshot, talking, talk);
  const onCommand = useCommands(items, setTab);
  const onHelp = useCallback(() => open(help.current), []);
  const choice = useKeys(language, onCommand, onHelp);
  const leave = async (): Promise<void> => {
    await session.leave();
    location.assign(links.leave);
  };
  const ends = links.end !== null;
  const onLeave = (): void => (ends ? open(ending.current) : void leave());
  const times = [lesson.starts_at, lesson.ends_at].map((moment) => Date.parse(moment)) as [number, number];
  const commands: Command[] = [...items.map(({ command }) => command), "chat", "class"];
  return (
    <div className={`room ${me.role}`} data-link={snapshot.shown}>
      <Head
        title={lesson.title}
        topic={lesson.topic}
        bell={bell(now, ...times)}
        quality={snapshot.people[0]?.quality ?? 0}
        onHelp={onHelp}
      />
      <Middle {...props} sinceStart={(now - times[0]) / MINUTE} tab={tab} onTab={setTab} />
      <Bar items={items} language={language} leave={ends ? _("End") : _("Leave")} onLeave={onLeave} />
      {ends && (
        <Ending dialog={ending} onEndForAll={() => endForAll(session.page)} onLeave={() => void leave()} />
      )}
      <KeysHelp dialog={help} language={language} commands={commands} choice={choice} />
      <Announcer snapshot={snapshot} talk={talk} me={me} />
    </div>
  );
}

/** A key presses a tool, or leads to the chat's field or the class list. */
function useCommands(items: Item[], onTab: (tab: Tab) => void): (command: Command) => void {
  const latest = useRef(items);
  latest.current = items;
  return useCallback(
    (command) => {
      if (command !== "chat" && command !== "class")
        return latest.current.find((item) => item.command === command)?.onPress();
      onTab(command);
      requestAnimationFrame(() => document.getElementById(command === "chat" ? SAY : CLASS)?.focus());
    },
    [onTab],
  );
}

interface MiddleProps extends Props {
  sinceStart: number; // minutes
  tab: Tab;
  onTab: (tab: Tab) => void;
}

function Middle({ sinceStart, tab, onTab, ...props }: MiddleProps): ReactElement {
  const { session, talking, snapshot, talk, clock } = props;
  const { seat, role } = session.page.me;
  const { saving, insist } = useSaving(snapshot.people[0]?.quality ?? 3, snapshot.shown === "inside");
  const { stage, strip } = scene(spared(snapshot.people, saving));
  const raised = new Set(talk.hands.map((hand) => hand.seat));
  return (
    <div className={strip.length > 0 ? "room-b" : "room-b bare"}>
      <Stage
        snapshot={snapshot}
        stage={stage}
        hand={ownHand(talk, seat).up}
        onSound={() => void session.unmuffle()}
      />
      {strip.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a strip that scrolls must be reached by keyboard
        <section className="tiles" tabIndex={0} aria-label={_("Cameras")}>
          {strip.map((person) => (
            <Tile key={person.seat} person={person} hand={raised.has(person.seat)} />
          ))}
        </section>
      )}
      <Panel {...{ talking, talk, snapshot, clock, sinceStart, tab, onTab }}>
        {saving !== "none" && <SavingNote saving={saving} onInsist={insist} />}
        {role === "pupil" && <Pupil {...{ session, talking, snapshot, talk }} />}
      </Panel>
    </div>
  );
}
