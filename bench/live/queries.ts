import { setTimeout as sleep } from 'node:timers/promises'

const pauseMs = 20
const query = `query Page($language: String!) {
  articles(first: 10, filter: { languages: ["en", $language] }) {
    edges { node { headline takeaways { text } actors { entity { name } } } }
  }
}`

/** Asks for pages one after the other, none of which was asked for before. */
export interface Queries {
  /** How long each took, in milliseconds. */
  stop(): Promise<number[]>
}

export function startQueries(port: number): Queries {
  const times: number[] = []
  const stopping = new AbortController()
  const asking = (async () => {
    while (!stopping.signal.aborted) {
      const begun = performance.now()
      const language = `x${begun}`
      const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables: { language } }),
      })
      const { errors } = (await response.json()) as { errors?: object[] }
      if (errors) throw new Error(JSON.stringify(errors))
      times.push(performance.now() - begun)
      await sleep(pauseMs)
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await asking
      return times
    },
  }
}
