import { type Heads, Known } from "./known";

export interface LiveOptions {
  ticket: string; // POST → Ticket
  csrf?: string; // sent as X-CSRFToken with the POST, where the address asks for one
  heads: string; // GET → Heads
  known?: Heads; // what the page was made with; without it, what the first answer says
  /** `kind` is "" when all that is known is that something has happened. */
  onSignal: (room: string, kind: string) => void;
  /** Whether signals arrive at once: said when that changes; at first they do not. */
  onLine?: (up: boolean) => void;
}

interface Ticket {
  t: string;
  url: string; // the hub's, ws: or wss:
  heads: Heads;
}

interface Frame {
  ok?: 1;
  room?: string;
  seq?: number;
  k?: string;
}

const SECOND = 1000;
export const PATIENCE = 8 * SECOND; // for the hub's "ok"
export const RENEWAL = 5 * 60 * SECOND; // the hub closes after six minutes
export const RENEW_AGAIN = 15 * SECOND;
export const SWEEP = 45 * SECOND;
export const POLL = 5 * SECOND;
export const BEST_AGAIN = 2 * 60 * SECOND;
export const FALLS_AFTER = 2; // failed sockets in a row while the hub answers
const FIRST_PAUSE = 0.5 * SECOND;
const LONGEST_PAUSE = 20 * SECOND;

/**
 * Call `onSignal` whenever one of the person's rooms has news; return what ends it.
 *
 * By WebSocket; by polling where a filter lets no WebSocket through, with
 * another try every two minutes.  Nothing is missed for longer than a sweep of
 * 45 s.  It ends by itself when the person is signed out.
 */
export function live(options: LiveOptions): () => void {
  const client = new Live(options);
  client.start();
  return () => client.stop();
}

class Live {
  readonly #options: LiveOptions;
  readonly #known: Known;
  #socket: WebSocket | undefined;
  #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #tries = 0;
  #failed = 0;
  #stopped = false;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#known = new Known(options.known);
  }

  start(): void {
    document.addEventListener("visibilitychange", this.#seen);
    this.#after("sweep", around(SWEEP), this.#sweep);
    void this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    document.removeEventListener("visibilitychange", this.#seen);
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#socket?.close();
  }

  async #connect(): Promise<void> {
    try {
      const ticket = await this.#ask<Ticket>(this.#options.ticket, "POST");
      this.#tell(ticket.heads);
      if (!this.#stopped) this.#open(ticket);
    } catch {
      this.#again();
    }
  }

  #open({ t, url }: Ticket): void {
    const socket = new WebSocket(url);
    let up = false;
    this.#socket = socket;
    this.#after("patience", PATIENCE, () => socket.close());
    socket.onopen = () => socket.send(JSON.stringify({ t }));
    socket.onmessage = ({ data }) => {
      const frame: Frame = JSON.parse(data);
      if (frame.ok && !up) {
        up = true;
        this.#up();
      }
      this.#hear(frame);
    };
    socket.onclose = () => void this.#down(up, url);
  }

  /** The hub has said "ok": not a filter that lets a socket open and then swallows its frames. */
  #up(): void {
    this.#failed = 0;
    this.#options.onLine?.(true);
    for (const name of ["patience", "poll", "best"]) this.#forget(name);
    this.#after("calm", PATIENCE, () => {
      this.#tries = 0;
    });
    this.#after("renew", RENEWAL, this.#renew);
    void this.#compare(); // what happened between the ticket and now
  }

  async #down(wasUp: boolean, url: string): Promise<void> {
    for (const name of ["patience", "calm", "renew"]) this.#forget(name);
    if (wasUp) this.#options.onLine?.(false);
    if (this.#stopped) return;
    if (!wasUp && (await answers(url)) && ++this.#failed >= FALLS_AFTER) {
      this.#failed = 0;
      this.#after("best", BEST_AGAIN, () => void this.#connect());
      this.#poll();
    } else {
      this.#again();
    }
  }

  #again(): void {
    const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#tries++);
    this.#after("again", Math.random() * longest, () => void this.#connect());
  }

  #renew = async (): Promise<void> => {
    let pause = RENEWAL;
    try {
      const { t, heads } = await this.#ask<Ticket>(this.#options.ticket, "POST");
      this.#socket?.send(JSON.stringify({ t }));
      this.#tell(heads);
    } catch {
      pause = RENEW_AGAIN;
    }
    this.#after("renew", pause, this.#renew);
  };

  #poll = (): void => {
    this.#after("poll", around(POLL), this.#poll);
    if (!document.hidden) void this.#compare();
  };

  #sweep = (): void => {
    this.#after("sweep", around(SWEEP), this.#sweep);
    void this.#compare();
  };

  #seen = (): void => {
    if (!document.hidden) void this.#compare();
  };

  async #compare(): Promise<void> {
    try {
      this.#tell(await this.#ask<Heads>(this.#options.heads, "GET"));
    } catch {
      // The next sweep asks again.
    }
  }

  #tell(heads: Heads): void {
    for (const room of this.#known.learn(heads)) this.#signal(room, "");
  }

  #hear({ room, seq, k }: Frame): void {
    if (room && seq && this.#known.hear(room, seq)) this.#signal(room, k ?? "");
  }

  #signal(room: string, kind: string): void {
    if (!this.#stopped) this.#options.onSignal(room, kind);
  }

  async #ask<Answer>(url: string, method: string): Promise<Answer> {
    const { csrf } = this.#options;
    const headers: HeadersInit = csrf && method === "POST" ? { "X-CSRFToken": csrf } : {};
    const answer = await fetch(url, { method, headers, signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status === 401) this.stop();
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.json();
  }

  #after(name: string, pause: number, act: () => void): void {
    this.#forget(name);
    if (!this.#stopped) this.#timers.set(name, setTimeout(act, pause));
  }

  #forget(name: string): void {
    clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
  }
}

/** Whether the hub answers plain HTTP: then it is the socket that fails, not the hub. */
async function answers(url: string): Promise<boolean> {
  try {
    await fetch(`${url.replace(/^ws/, "http")}/health`, {
      mode: "no-cors",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE),
    });
    return true;
  } catch {
    return false;
  }
}

function around(pause: number): number {
  return pause * (0.75 + Math.random() / 2);
}
