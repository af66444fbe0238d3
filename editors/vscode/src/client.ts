import { setTimeout as pause } from "node:timers/promises";
import {
  CloseAction,
  ErrorAction,
  ExecuteCommandRequest,
  LanguageClient,
  type LanguageClientOptions,
} from "vscode-languageclient/node";
import type { Command } from "./command";
import type { Server } from "./lifecycle";
import { Program } from "./program";

/** The server's command behind the lens "effective connection": it returns the text of `appxlint show`. */
export const COMMAND = "appxlint.effectiveConnection";

const FAREWELL = 2000;

/** A client that is told what to do when its connection ends while it starts forgets to say that it has not started. */
const NEVER = new Promise<never>(() => undefined);

/** A client that leaves it to others to say that its server did not start or has ended. */
class Client extends LanguageClient {
  begun = false;

  override async start(): Promise<void> {
    await super.start();
    this.begun = true;
  }

  override error(message: string, data?: unknown, shown: boolean | "force" = true): void {
    super.error(message, data, this.begun && shown);
  }
}

/** A server of appxlint with the client that speaks to it. */
export class Appxlint implements Server {
  readonly ended: Promise<string>;
  readonly name: string;
  private readonly program: Program;
  private readonly client: Client;

  constructor(command: Command, folder: string | undefined, options: LanguageClientOptions) {
    this.program = new Program(command, folder);
    this.ended = this.program.ended;
    this.name = this.program.name;
    const running = this.program.running();
    this.client = new Client("appxlint", "appxlint", () => running, {
      ...options,
      initializationOptions: { effectiveConnection: "returned" },
      // A client that may go on after this stops itself, which fails where it has not started.
      initializationFailedHandler: (error) => {
        throw error;
      },
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => (this.client.begun ? { action: CloseAction.DoNotRestart, handled: true } : NEVER),
      },
    });
  }

  start(): Promise<void> {
    return this.client.start();
  }

  async stop(): Promise<void> {
    if (this.client.isRunning()) {
      await this.client.stop(FAREWELL).catch(() => undefined);
      await Promise.race([this.ended, pause(FAREWELL, undefined, { ref: false })]);
    }
    this.program.end();
  }

  /** Ask for the effective connection of a config; nothing is returned where there is none. */
  async effectiveConnection(file: string, number: number): Promise<string> {
    const asked = { command: COMMAND, arguments: [file, number] };
    const text: unknown = await this.client.sendRequest(ExecuteCommandRequest.type, asked);
    return typeof text === "string" ? text : "";
  }
}
