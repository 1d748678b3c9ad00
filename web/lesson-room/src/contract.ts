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
  };
  csrf: string; // sent as X-CSRFToken with each POST
  expected: Seat[]; // the class as the journal has it, in its order; [] for a pupil
}

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
 */
export type PassAnswer = { media: Media } | { refusal: { why: string } };
