import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { Lifecycle, type Server } from "../src/lifecycle";

/** A server that only says what happened to it. */
class Pretended implements Server {
  readonly ended: Promise<string>;
  end!: (reason: string) => void;

  constructor(
    readonly name: string,
    private readonly log: string[],
    private readonly starting: Promise<void>,
  ) {
    this.ended = new Promise((resolve) => {
      this.end = resolve;
    });
  }

  async start(): Promise<void> {
    this.log.push(`start ${this.name}`);
    await this.starting;
    this.log.push(`runs ${this.name}`);
  }

  async stop(): Promise<void> {
    this.log.push(`stop ${this.name}`);
    await pause(5);
    this.log.push(`gone ${this.name}`);
    this.end("it was stopped");
  }
}

const NEVER = new Promise<void>(() => undefined);

function pretend(starts: (number: number) => Promise<void> = () => pause(5), patience = 10_000) {
  const log: string[] = [];
  const failures: string[] = [];
  const made: Pretended[] = [];
  const lifecycle = new Lifecycle<Pretended>({
    launch: () => {
      const server = new Pretended(`${made.length + 1}`, log, starts(made.length + 1));
      made.push(server);
      return server;
    },
    started: () => undefined,
    failed: (reason) => failures.push(reason),
    patience,
  });
  return { lifecycle, log, failures, made };
}

test("restarts at the same time leave one server, which is the last", async () => {
  const { lifecycle, log } = pretend();
  await lifecycle.restart();
  await Promise.all([lifecycle.restart(), lifecycle.restart(), lifecycle.restart()]);
  assert.equal((await lifecycle.running())?.name, "2");
  assert.deepEqual(log, ["start 1", "runs 1", "stop 1", "gone 1", "start 2", "runs 2"]);
});

test("a restart does not wait for a server that does not answer", async () => {
  const { lifecycle, log, failures } = pretend((number) => (number === 1 ? NEVER : pause(5)));
  const first = lifecycle.restart();
  await pause(10);
  await lifecycle.restart();
  await first;
  assert.deepEqual(log, ["start 1", "stop 1", "gone 1", "start 2", "runs 2"]);
  assert.deepEqual(failures, []);
});

test("after a start that failed a server can be started", async () => {
  const refused = Promise.reject<void>(new Error("no such thing"));
  const { lifecycle, failures } = pretend((number) => (number === 1 ? refused : pause(5)));
  const first = lifecycle.restart();
  const { length } = await first.then(() => failures);
  assert.equal(length, 1);
  assert.equal(await lifecycle.running(), undefined);
  await lifecycle.restart();
  assert.equal((await lifecycle.running())?.name, "2");
  assert.deepEqual(failures, ["no such thing"]);
});

test("the end of a program says why it did not start, rather than its connection", async () => {
  const { lifecycle, made, failures } = pretend(() => Promise.reject(new Error("connection closed")));
  const done = lifecycle.restart();
  await pause(10);
  made[0]?.end("it ended with code 3: boom");
  await done;
  assert.deepEqual(failures, ["it ended with code 3: boom"]);
});

test("a server that does not answer in time is stopped, and that is told", async () => {
  const { lifecycle, log, failures } = pretend(() => NEVER, 20);
  await lifecycle.restart();
  assert.deepEqual(log, ["start 1", "stop 1", "gone 1"]);
  assert.deepEqual(failures, ['"1" did not answer within 0.02 seconds']);
});

test("a command that cannot be chosen is told, and is not the end", async () => {
  const failures: string[] = [];
  const lifecycle = new Lifecycle<Pretended>({
    launch: () => {
      throw new Error("the setting cannot be used");
    },
    started: () => undefined,
    failed: (reason) => failures.push(reason),
    patience: 1000,
  });
  await lifecycle.restart();
  await lifecycle.restart();
  assert.deepEqual(failures, ["the setting cannot be used", "the setting cannot be used"]);
  assert.equal(lifecycle.wanted, true);
});

test("nothing runs after a stop, not even what was starting", async () => {
  const { lifecycle, log } = pretend();
  const started = lifecycle.restart();
  await lifecycle.stop();
  await started;
  assert.equal(await lifecycle.running(), undefined);
  assert.equal(lifecycle.wanted, false);
  assert.equal(log.filter((each) => each.startsWith("start")).length, log.filter((each) => each.startsWith("gone")).length);
});

test("a server that ends by itself is started anew, but not for ever", async () => {
  const { lifecycle, made, failures } = pretend();
  await lifecycle.restart();
  for (const number of [0, 1, 2, 3]) {
    made[number]?.end("it ended");
    await pause(1);
    assert.equal((await lifecycle.running())?.name, `${number + 2}`);
  }
  made[4]?.end("it ended");
  await pause(1);
  assert.equal(await lifecycle.running(), undefined);
  assert.deepEqual(failures, ["it ended (for the 5th time within minutes)"]);
  await lifecycle.restart();
  assert.equal((await lifecycle.running())?.name, "6");
});
