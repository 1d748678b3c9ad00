/**
 * What the lesson page hands to the room, and what the room asks of the school.
 *
 * The page has `<main id="room">` and this object as JSON in
 * `<script type="application/json" id="lesson">`.  Whatever stands in `main`
 * (the topic, a sentence for readers without scripts) is shown until the room
 * replaces it.
 *
 * All times are ISO 8601 in UTC.  Texts are ready to be shown.
 */

export type Role = "teacher" | "pupil";

export interface LessonPage {
  lesson: {
    id: string;
    title: string; // "Геометрия, 7Б"
    subject: string; // "Геометрия"
    topic: string; // may be ""
    starts_at: string;
    ends_at: string; // the bell, not the moment when the door closes
    hours: string; // "10:30–11:15", by the school's clock
  };
  now: string; // the school's clock when the page was made; the browser's is never trusted
  me: {
    seat: string; // the identity in the token
    name: string; // the name in the token
    role: Role;
  };
  media: Media | null; // null: the room is still to be made; the page asks links.pass until it is
  links: {
    pass: string; // POST → PassAnswer
    leave: string; // GET, where a person goes when they leave: the diary, my day
    end: string | null; // POST → 204, or 409 when it has ended already; null for who may not end it
    state: string; // GET, with ?after=<number> → RoomState
    say: string; // POST Saying → Message, or TalkRefusal
    hand: string | null; // POST { up: boolean } → 204; null for a teacher
    microphone: string | null; // POST { seat, open: boolean } → 204; these three null for a pupil
    remove: string | null; // POST { seat } → 204
    let_in: string | null; // POST { seat } → 204
  };
  live: {
    ticket: string; // these three as web/live wants them: POST → ticket for `room` alone
    heads: string; // GET
    room: string; // a signal from it: fetch links.state with the last number
    seen: number; // the room's head when `state` was read
  };
  state: RoomState; // as of ?after=0
  csrf: string; // sent as X-CSRFToken with each POST
  expected: Seat[]; // the class as the journal has it, in its order; [] for a pupil
}

/**
 * What was said and done in the lesson, beside sound and picture: it needs no media server.
 *
 * `number` grows with every change.  A page keeps the last one and asks for what came
 * after it; everything but `messages` is whole in each answer and replaces what was
 * known.  Answers may cross: one with a smaller `number` than the page has is old.
 */
export interface RoomState {
  number: number;
  messages: Message[]; // after the number asked for, oldest first; at most the newest 100
  more: boolean; // older ones were left out: what the page has before them is not all
  hands: (Seat & { since: string })[]; // in the order raised
  microphones: { closed: string[] }; // seats whose microphone the teacher has closed; a pupil is told of their own alone
  removed: Seat[]; // [] for a pupil
}

export interface Message {
  number: number; // its place in the talk, and its key
  seat: string;
  name: string;
  role: Role;
  at: string;
  text: string; // plain text, may have line breaks; never HTML
  mine: boolean;
}

/** The same `key` again is the same message: safe to send until an answer comes. */
export interface Saying {
  key: string; // a UUID made by the page
  text: string; // at most 1000 characters
}

/**
 * 403, or 400 for "malformed".  "empty", "too-long", "too-fast" are about the text, which
 * stays in the field; "too-fast" is also about a hand, whose last move the room tells later;
 * "not-the-teacher", "no-such-seat" are for the teacher's tools and
 * change nothing; "not-inside" and every reason of the door mean that the page is to be
 * loaded anew, as after a refused pass.
 */
export type TalkRefusal = { refusal: { why: string } };

/**
 * Where to connect, and a pass of at most two minutes.
 *
 * The token's `name` is the only name shown under a picture.  Its claim
 * `attributes` is `{"role": Role}`: the teacher's picture takes the stage.  Its
 * `canPublishSources` say which tools a person has: "microphone", "camera",
 * "screen_share", "screen_share_audio".  `canPublishData` and
 * `canUpdateOwnMetadata` are false.
 */
export interface Media {
  url: string; // ws: or wss:
  token: string;
}

export interface Seat {
  seat: string;
  name: string; // as in the token of that seat
}

/**
 * 200 with `media`; 403 with `refusal` (after it the room asks no more);
 * 503 with any body: the room could not be made just now, ask again.  A pass is no
 * promise that the media server answers: where it does not, the room asks for another.
 *
 * The room has own pages for "ended" and "removed-by-teacher"; for any other
 * reason it loads the lesson page anew, and that page says why.
 *
 * The media server's own word is not the last one: a room that is deleted
 * (ROOM_DELETED) may have ended, have been taken back, or have moved away from somebody
 * who was sent out and came back with a kept token; a person who is disconnected
 * (PARTICIPANT_REMOVED) may have been sent out, or let in again since.  After either
 * the room asks links.pass at once: a pass leads on without a word, a refusal says why.
 */
export type PassAnswer = { media: Media } | { refusal: { why: string } };
