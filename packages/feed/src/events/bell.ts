/** Wakes one sleeper; a ring while nobody sleeps is kept for the next sleep. */
export interface Bell {
  ring: () => void
  /** Until the next ring, but no longer than `atMost` milliseconds. */
  sleep: (atMost: number) => Promise<void>
}

export function createBell(): Bell {
  let rung = false
  let wake = () => {}
  return {
    ring() {
      rung = true
      wake()
    },
    async sleep(atMost) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, atMost)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      rung = false
    },
  }
}
