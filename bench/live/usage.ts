/** Loaded into a server before it starts: tells whoever started it, when asked, what it has used. */
export interface Usage {
  /** Resident, after a collection of garbage. */
  rssBytes: number
  heapBytes: number
  /** Processor time, in milliseconds. */
  cpu: number
}

process.on('message', (message) => {
  if (message !== 'usage') return
  globalThis.gc?.()
  const { rss, heapUsed } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  const usage: Usage = { rssBytes: rss, heapBytes: heapUsed, cpu: (user + system) / 1000 }
  process.send?.({ usage })
})
