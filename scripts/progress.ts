let openStep: string | null = null

/** Prints lines for the reader; one that comes during a step starts on a line of its own. */
export function say(...lines: string[]): void {
  if (openStep !== null) process.stdout.write('\n')
  openStep = null
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** Prints what is being done and, when it is, how long it took: "Building ... 21 s". */
export async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now()
  process.stdout.write(`${name} ... `)
  openStep = name
  const end = (how: string) => {
    process.stdout.write(openStep === name ? `${how}\n` : `${name} ... ${how}\n`)
    openStep = null
  }
  try {
    const result = await work()
    end(seconds(performance.now() - startedAt))
    return result
  } catch (error) {
    end(isAbort(error) ? 'stopped' : 'failed')
    throw error
  }
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(milliseconds < 9950 ? 1 : 0)} s`
}

/** Whether somebody wanted it to end, rather than that something went wrong. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}
