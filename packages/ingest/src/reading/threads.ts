import { Worker } from 'node:worker_threads'

import type { ReadAnswer, ReadRequest } from './message.ts'

/** A thread was ended before it had answered. */
export class ThreadEnded extends Error {
  readonly reason: 'time' | 'memory'

  constructor(reason: 'time' | 'memory') {
    super(`the thread was ended: ${reason}`)
    this.reason = reason
  }
}

export interface Threads {
  /**
   * @param milliseconds how long a thread may work on it; waiting for one does not count, nor that this
   * process got no processor, as on a machine that has more to do than it can
   * @throws {ThreadEnded}
   */
  run(request: ReadRequest, milliseconds: number): Promise<ReadAnswer>
  /** Ends them all. What they were working on is rejected; the next request starts new ones. */
  close(): Promise<void>
}

export interface ThreadsOptions {
  /** How many at most. */
  size: number
  /** Of a thread's objects, in MiB. */
  memory: number
  /** How long one is kept that has nothing to do, in milliseconds. */
  idle: number
}

interface Job {
  request: ReadRequest
  milliseconds: number
  resolve(answer: ReadAnswer): void
  reject(error: unknown): void
}

interface Thread {
  worker: Worker
  job: Job | null
  timer: NodeJS.Timeout | undefined
}

/**
 * Threads that read documents. They are started when there is something to read, and do not keep the
 * process alive when there is not. A library for this would look for its own files beside itself, where
 * they are not once a program is bundled into one.
 */
export function createThreads({ size, memory, idle }: ThreadsOptions): Threads {
  const threads = new Set<Thread>()
  const waiting: Job[] = []

  const assign = () => {
    while (waiting.length > 0) {
      const free = [...threads].find(({ job }) => job === null)
      if (!free && threads.size >= size) return
      begin(free ?? start(), waiting.shift()!)
    }
  }

  const begin = (thread: Thread, job: Job) => {
    clearTimeout(thread.timer)
    thread.job = job
    thread.worker.ref()
    const { request } = job
    const { content } = request.document
    // A copy of its own: what is sent takes all with it that is kept in the same place.
    const sent = typeof content === 'string' ? content : Uint8Array.from(content)
    const message = { ...request, document: { ...request.document, content: sent } }
    thread.worker.postMessage(message, [])
  }

  const finish = (thread: Thread): Job | null => {
    const { job } = thread
    clearTimeout(thread.timer)
    thread.job = null
    thread.worker.unref()
    return job
  }

  const end = (thread: Thread, error: unknown) => {
    if (!threads.delete(thread)) return
    finish(thread)?.reject(error)
    void thread.worker.terminate()
    assign()
  }

  /** What the whole process worked since then, the thread worked at most. */
  const limit = (thread: Thread, milliseconds: number, since: NodeJS.CpuUsage) => {
    const { user, system } = process.cpuUsage(since)
    const left = milliseconds - (user + system) / 1000
    if (left < 1) end(thread, new ThreadEnded('time'))
    else thread.timer = setTimeout(() => limit(thread, milliseconds, since), left)
  }

  const start = (): Thread => {
    const worker = new Worker(program, {
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: memory },
    })
    const thread: Thread = { worker, job: null, timer: undefined }
    worker.on('message', (answer: ReadAnswer) => {
      if (answer.kind === 'began') {
        limit(thread, thread.job?.milliseconds ?? 0, process.cpuUsage())
        return
      }
      finish(thread)?.resolve(answer)
      thread.timer = setTimeout(() => end(thread, null), idle).unref()
      assign()
    })
    worker.on('error', (error: Error & { code?: string }) => {
      const isFull = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      end(thread, isFull ? new ThreadEnded('memory') : error)
    })
    worker.on('exit', (code) => end(thread, new Error(`the thread ended by itself, with ${code}`)))
    threads.add(thread)
    return thread
  }

  return {
    run: (request, milliseconds) =>
      new Promise((resolve, reject) => {
        waiting.push({ request, milliseconds, resolve, reject })
        assign()
      }),
    async close() {
      const error = new Error('the threads that read documents were closed')
      for (const job of waiting.splice(0)) job.reject(error)
      const ending = [...threads].map(({ worker }) => worker.terminate())
      for (const thread of threads) end(thread, error)
      await Promise.all(ending)
    },
  }
}

/** The thread's program lies beside this file, in a bundle too. */
const program = new URL(
  import.meta.url.endsWith('.ts') ? './from-source.mjs' : './document-thread.js',
  import.meta.url,
)
