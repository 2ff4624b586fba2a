import type { Writable } from 'node:stream'

/** What a command reads from and writes to, such as those of a process. */
export interface Streams {
  stdin: NodeJS.ReadStream
  stdout: Writable
  stderr: NodeJS.WriteStream
}

export interface Terminal extends Streams {
  /** Writes a line of the result. */
  say(line: string): void
  /** Writes a result for scripts, as a line. */
  sayJson(value: object): void
  /** Writes a line beside the result, for whoever sits there. */
  note(line: string): void
}

export function terminalOf({ stdin, stdout, stderr }: Streams): Terminal {
  const say = (line: string) => void stdout.write(`${line}\n`)
  return {
    stdin,
    stdout,
    stderr,
    say,
    sayJson: (value) => say(JSON.stringify(value)),
    note: (line) => void stderr.write(`${line}\n`),
  }
}
