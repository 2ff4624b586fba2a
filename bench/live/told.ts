import type { ChildProcess } from 'node:child_process'

/** What a process tells next under a name; fails where it ends instead. */
export async function told<Value>(child: ChildProcess, name: string): Promise<Value> {
  return new Promise((resolve, reject) => {
    const hear = (message: object) => {
      if (!(name in message)) return
      child.off('exit', end)
      child.off('message', hear)
      resolve((message as Record<string, Value>)[name]!)
    }
    const end = () => reject(new Error(`A process ended before it told "${name}".`))
    child.on('message', hear)
    child.once('exit', end)
  })
}

/** Asks a process for something and waits for what it tells of it. */
export async function ask<Value>(
  child: ChildProcess,
  question: string | object,
  name: string,
): Promise<Value> {
  const answer = told<Value>(child, name)
  child.send(question)
  return answer
}
