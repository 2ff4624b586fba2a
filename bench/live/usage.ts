/** Loaded into a server before it starts: tells whoever started it, when asked, what it has used. */
export interface Memory {
  /** Resident, after a collection of garbage. */
  rssBytes: number
  heapBytes: number
}

process.on('message', (message) => {
  if (message === 'cpu') {
    const { user, system } = process.cpuUsage()
    // In milliseconds.
    process.send?.({ cpu: (user + system) / 1000 })
  } else if (message === 'memory') {
    globalThis.gc?.()
    const { rss, heapUsed } = process.memoryUsage()
    const memory: Memory = { rssBytes: rss, heapBytes: heapUsed }
    process.send?.({ memory })
  }
})
