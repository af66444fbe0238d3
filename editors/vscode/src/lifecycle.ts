/** One run of a server: it is started once, and stopped once. */
export interface Server {
  /** What was started, as a user would write it. */
  readonly name: string;
  /** Resolves when the server has answered and can be asked. */
  start(): Promise<void>;
  /** Ends the server, in whatever state it is, and resolves when it is gone. */
  stop(): Promise<void>;
  /** Settles when the server's program has ended, with the reason in words. */
  readonly ended: Promise<string>;
}

/** What a lifecycle is given. */
export interface Needs<S extends Server> {
  /** Makes the next run; what it throws is the reason for which there is none. */
  readonly launch: () => S;
  /** Is told that a server runs. */
  readonly started: () => void;
  /** Is told for what reason there is no server; nobody waits for it. */
  readonly failed: (reason: string) => void;
  /** The milliseconds that a server may take to answer. */
  readonly patience: number;
}

const OFTEN = 4;
const LATELY = 180_000;

/** The end of a program says more than its connection, and is told a little later. */
const CLOSING = 1000;

/** Keeps at most one server: what is asked of it is done one after the other. */
export class Lifecycle<S extends Server> {
  /** Whether a server was asked for, be it that there is one or not. */
  wanted = false;
  private server: S | undefined;
  private latest = 0;
  private interrupt: () => void = () => undefined;
  private chain: Promise<void> = Promise.resolve();
  private ends: number[] = [];

  constructor(private readonly needs: Needs<S>) {}

  /** Start a server in place of the one that runs or is starting; the last of several calls counts. */
  restart(): Promise<void> {
    this.wanted = true;
    this.ends = [];
    return this.next(true);
  }

  /** Stop the server. */
  stop(): Promise<void> {
    this.wanted = false;
    return this.next(false);
  }

  /** Return the server that runs when all that was asked for is done. */
  async running(): Promise<S | undefined> {
    await this.chain;
    return this.server;
  }

  private next(begins: boolean): Promise<void> {
    const turn = ++this.latest;
    this.interrupt();
    const step = async () => {
      await this.halt();
      if (begins && turn === this.latest) {
        await this.begin();
      }
    };
    this.chain = this.chain.then(step, step);
    return this.chain;
  }

  private async halt(): Promise<void> {
    const server = this.server;
    this.server = undefined;
    await server?.stop();
  }

  private async begin(): Promise<void> {
    const interrupted = new Promise<"interrupted">((resolve) => {
      this.interrupt = () => resolve("interrupted");
    });
    let server: S | undefined;
    try {
      server = this.needs.launch();
      if ((await Promise.race([this.answered(server), interrupted])) === "interrupted") {
        await server.stop();
        return;
      }
    } catch (error) {
      await server?.stop();
      this.needs.failed(wordsOf(error));
      return;
    }
    this.server = server;
    void server.ended.then((reason) => this.lost(server, reason));
    this.needs.started();
  }

  private async answered(server: S): Promise<void> {
    const { patience } = this.needs;
    const late = timer(patience, `"${server.name}" did not answer within ${patience / 1000} seconds`);
    const ended = server.ended.then((reason) => Promise.reject(new Error(reason)));
    const started = server.start().catch((error: unknown) => {
      const closed = timer(CLOSING, wordsOf(error));
      return Promise.race([ended, closed.rejects]).finally(closed.clear);
    });
    await Promise.race([started, ended, late.rejects]).finally(late.clear);
  }

  private lost(server: S, reason: string): void {
    if (this.server !== server) {
      return;
    }
    this.ends = [...this.ends.filter((then) => Date.now() - then < LATELY), Date.now()];
    const often = this.ends.length > OFTEN;
    void this.next(!often);
    if (often) {
      this.needs.failed(`${reason} (for the ${this.ends.length}th time within minutes)`);
    }
  }
}

function timer(milliseconds: number, words: string): { rejects: Promise<never>; clear: () => void } {
  let running: NodeJS.Timeout | undefined;
  const rejects = new Promise<never>((_, reject) => {
    running = setTimeout(() => reject(new Error(words)), milliseconds);
  });
  return { rejects, clear: () => clearTimeout(running) };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
