/** Runs tasks, at most so many at a time; the others wait in line, and leave it when `signal` is aborted. */
export function createSlots(count: number) {
  let free = count
  const line: (() => void)[] = []

  async function take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    if (free > 0) {
      free--
      return
    }
    await new Promise<void>((resolve, reject) => {
      const enter = () => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      const leave = () => {
        line.splice(line.indexOf(enter), 1)
        reject(signal.reason as Error)
      }
      line.push(enter)
      signal.addEventListener('abort', leave, { once: true })
    })
  }

  function give(): void {
    const next = line.shift()
    if (next) next()
    else free++
  }

  return async <T>(signal: AbortSignal, task: () => Promise<T>): Promise<T> => {
    await take(signal)
    try {
      return await task()
    } finally {
      give()
    }
  }
}
