import cliProgress from 'cli-progress'

import type { Terminal } from './terminal.ts'

/** How far something is that takes a while. */
export interface Progress {
  /** @param what is being done now */
  at(done: number, all: number, what?: string): void
  /** Prints a line of the command's result, above the bar. */
  say(line: string): void
  stop(): void
}

/**
 * Shows a bar on stderr while somebody watches; scripts and files see none of it.
 * @param title what is done
 */
export function startProgress(
  title: string,
  { json, terminal }: { json?: boolean | undefined; terminal: Pick<Terminal, 'say' | 'stderr'> },
): Progress {
  const { say, stderr: stream } = terminal
  if (json || !stream.isTTY) return { at() {}, say, stop() {} }
  const bar = new cliProgress.SingleBar(
    {
      stream,
      format: `${title} {bar} {value}/{total} {what}`,
      hideCursor: null,
      clearOnComplete: true,
      barsize: 30,
      fps: 10,
      linewrap: false,
    },
    cliProgress.Presets.shades_classic,
  )
  let running = false
  return {
    at(done, all, what = '') {
      if (!running) bar.start(all, done, { what })
      running = true
      bar.setTotal(all)
      bar.update(done, { what })
    },
    say(line) {
      // The bar is drawn again with its next step.
      if (running) stream.write('\r\u001B[K')
      say(line)
    },
    stop() {
      if (running) bar.stop()
      running = false
    },
  }
}
