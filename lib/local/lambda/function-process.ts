import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type KillPlan, RuntimeApi } from './runtime-api';

const PRELOAD = join(__dirname, 'preload.cjs');
const START_LIMIT_MS = 20_000;

export interface FunctionDefinition {
  /** Physical name. */
  readonly name: string;
  readonly arn: string;
  /** Folder of the bundle. */
  readonly code: string;
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
}

export type InvocationResult = { readonly answer: unknown } | { readonly error: string };

/** A line that a function wrote. */
export interface LogLine {
  readonly functionName: string;
  /** Real time, for measuring: `performance.now()`. */
  readonly realMs: number;
  readonly text: string;
  /** What was logged, where the line is one of the runtime's JSON lines with an object as message. */
  readonly message?: Readonly<Record<string, unknown>>;
}

/**
 * Where functions die, asked before each invocation with its event. A function that is watched so logs `calls made` with the names of its calls after
 * each invocation, and `killed` with the call and its name before its process ends itself with SIGKILL.
 */
export type Kills = (functionName: string, event: unknown) => KillPlan | undefined;

interface Open {
  readonly id: string;
  readonly end: (result: InvocationResult) => void;
}

/**
 * One function in a process of its own: AWS's runtime interface client runs the very bundle, one invocation at a time. A process that
 * dies or runs into its timeout is replaced for the next invocation, as Lambda does.
 */
export class FunctionProcess {
  readonly definition: FunctionDefinition;
  readonly #onLog: (line: LogLine) => void;
  readonly #kills: Kills | undefined;
  #api: RuntimeApi | undefined;
  #child: ChildProcess | undefined;
  #started: Promise<void> | undefined;
  #begun: { resolve: () => void; reject: (error: Error) => void } | undefined;
  #open: Open | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #count = 0;
  #stopped = false;

  /** @param kills nothing watches the function's calls without it */
  constructor(definition: FunctionDefinition, onLog: (line: LogLine) => void, kills?: Kills) {
    this.definition = definition;
    this.#onLog = onLog;
    this.#kills = kills;
  }

  /**
   * @param now virtual time in which the bundle is loaded, epoch milliseconds
   * @throws Error with the function's name and its own error when its bundle throws at start
   */
  async start(now: number): Promise<void> {
    this.#api ??= await RuntimeApi.start({
      ready: () => this.#begun?.resolve(),
      initError: (message) =>
        this.#begun?.reject(new Error(`function ${this.definition.name} does not start: ${message}`)),
      answered: (id, body) => this.#end(id, answerOf(body)),
      failed: (id, error) => this.#end(id, { error }),
    });
    this.#started ??= this.#spawn(now);
    await this.#started;
  }

  /** Invocations of one function wait for each other; what one has logged is read before it counts as ended. */
  invoke(event: unknown, now: number): Promise<InvocationResult> {
    const result = this.#queue.then(() => this.#invoke(event, now)).then((ended) => this.#reported(ended));
    this.#queue = result;
    return result;
  }

  /** A failed invocation is part of the function's log, as on Lambda. */
  #reported(result: InvocationResult): InvocationResult {
    if ('error' in result && !this.#stopped) {
      const message = { message: 'invocation failed', why: result.error };
      this.#onLog({ functionName: this.definition.name, realMs: performance.now(), text: result.error, message });
    }
    return result;
  }

  /** Most memory that the process ever used, in megabytes; nothing where the system does not tell. */
  get peakMb(): number | undefined {
    try {
      const status = readFileSync(`/proc/${this.pid}/status`, 'utf8');
      return Math.round(Number(/^VmHWM:\s*(\d+) kB/m.exec(status)?.[1]) / 1024);
    } catch {
      return undefined;
    }
  }

  /** Its next invocation starts it anew, as Lambda does with a function that nobody called for a while. */
  async cool(): Promise<void> {
    await this.#queue;
    await this.#kill();
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#kill();
    this.#api?.stop();
  }

  async #invoke(event: unknown, now: number): Promise<InvocationResult> {
    if (this.#stopped) return { error: 'the runner has stopped' };
    try {
      await this.start(now);
    } catch (error) {
      this.#started = undefined;
      return { error: (error as Error).message };
    }
    this.#count += 1;
    const id = `00000000-0000-0000-0000-${String(this.#count).padStart(12, '0')}`;
    const { arn, timeoutSeconds } = this.definition;
    const timeoutMs = timeoutSeconds * 1000;
    const result = new Promise<InvocationResult>((resolve) => {
      this.#open = { id, end: resolve };
    });
    let overdue = false;
    const late = setTimeout(() => {
      overdue = true;
      void this.#kill();
    }, timeoutMs);
    const kill = this.#kills?.(this.definition.name, event);
    this.#api!.invoke({ id, body: JSON.stringify(event), arn, now, deadline: now + timeoutMs, kill });
    const ended = await result;
    clearTimeout(late);
    // The next invocation must find a new process, not one that is being ended.
    if (overdue) await this.#kill();
    await new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));
    return overdue ? { error: `Task timed out after ${timeoutSeconds} seconds` } : ended;
  }

  #end(id: string, result: InvocationResult): void {
    if (this.#open?.id !== id) return;
    this.#open.end(result);
    this.#open = undefined;
  }

  async #spawn(now: number): Promise<void> {
    const begun = new Promise<void>((resolve, reject) => {
      this.#begun = { resolve, reject };
    });
    const { handler, code, memoryMb } = this.definition;
    const runtime = require.resolve('aws-lambda-ric');
    const child = spawn(
      process.execPath,
      [`--max-old-space-size=${heapMb(memoryMb)}`, '--require', PRELOAD, runtime, handler],
      {
        cwd: code,
        env: this.#environment(now),
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    );
    this.#child = child;
    for (const stream of [child.stdout!, child.stderr!]) this.#readLines(stream);
    child.once('exit', (code_, signal) => this.#exited(child, `ended with ${signal ?? code_}`));
    child.once('error', (error) => this.#exited(child, error.message));
    const late = setTimeout(
      () =>
        this.#begun?.reject(
          new Error(`function ${this.definition.name} did not start within ${START_LIMIT_MS / 1000} s`),
        ),
      START_LIMIT_MS,
    );
    try {
      await begun;
    } catch (error) {
      await this.#kill();
      throw error;
    } finally {
      clearTimeout(late);
    }
  }

  #exited(child: ChildProcess, how: string): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    this.#started = undefined;
    this.#api?.reset();
    this.#begun?.reject(new Error(`function ${this.definition.name} does not start: its process ${how}`));
    if (this.#open !== undefined) this.#end(this.#open.id, { error: `Runtime exited: the process ${how}` });
  }

  async #kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGKILL');
    await ended;
  }

  /** Made from nothing: no credential of the person at the keyboard reaches the function. */
  #environment(now: number): Record<string, string> {
    const { name, handler, code, memoryMb, environment } = this.definition;
    return {
      PATH: process.env.PATH ?? '',
      NODE_NO_WARNINGS: '1',
      LOCAL_VIRTUAL_NOW: String(now),
      ...(this.#kills === undefined ? {} : { LOCAL_KILLS: '1' }),
      AWS_LAMBDA_RUNTIME_API: this.#api!.address,
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
      AWS_LAMBDA_LOG_STREAM_NAME: 'local',
      AWS_LAMBDA_LOG_FORMAT: 'JSON',
      AWS_LAMBDA_LOG_LEVEL: 'INFO',
      LAMBDA_TASK_ROOT: code,
      _HANDLER: handler,
      ...environment,
    };
  }

  #readLines(stream: NodeJS.ReadableStream): void {
    const log = (text: string) =>
      this.#onLog({ functionName: this.definition.name, realMs: performance.now(), text, ...messageOf(text) });
    let rest = '';
    // Decoded by the stream: a character may come in two chunks.
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(log);
    });
    // A process that dies does not finish its last line.
    stream.on('end', () => rest !== '' && log(rest));
  }
}

/** What Lambda's runtime gives the heap [field reports]; V8 would take this computer's memory for the function's, and tidy up late. */
function heapMb(memoryMb: number): number {
  return Math.floor(memoryMb * 0.9);
}

function answerOf(body: string): InvocationResult {
  try {
    return { answer: body === '' ? undefined : JSON.parse(body) };
  } catch {
    return { error: 'the answer is not JSON' };
  }
}

function messageOf(text: string): Pick<LogLine, 'message'> {
  try {
    const { message } = JSON.parse(text) as { message?: unknown };
    return typeof message === 'object' && message !== null ? { message: message as Record<string, unknown> } : {};
  } catch {
    return {};
  }
}
