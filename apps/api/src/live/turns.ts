/** Something to do; true where there is more of it, which is done before what came later. */
export type Task = () => boolean | void

/** How long tasks run on end, in milliseconds; writing what they made takes twice as long again. */
const slice = 2

/**
 * Runs tasks in the order they came, some milliseconds of them at a time. Whatever else waits for the event
 * loop has its turn in between, so that news for ten thousand readers does not keep a query from its answer.
 * @param now in milliseconds
 */
export function createTurns(now: () => number = () => performance.now()): (task: Task) => void {
  let tasks: Task[] = []
  let next = 0

  function run(): void {
    const until = now() + slice
    try {
      while (next < tasks.length && now() < until) {
        const task = tasks[next]!
        next += 1
        if (task() === true) next -= 1
      }
    } finally {
      if (next < tasks.length) setImmediate(run)
      else [tasks, next] = [[], 0]
    }
  }

  return (task) => {
    if (tasks.push(task) === 1) setImmediate(run)
  }
}

/** The turns of this process: it has one event loop. */
export const inTurn = createTurns()

/** Does something in its turn. Of many that each would hold up the process for long, none does. */
export async function inOwnTurn<Result>(work: () => Result): Promise<Result> {
  return new Promise((resolve, reject) => {
    inTurn(() => {
      try {
        resolve(work())
      } catch (error) {
        reject(error)
      }
    })
  })
}
