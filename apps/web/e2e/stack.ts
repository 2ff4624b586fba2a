import { startDatabase } from './database.ts'
import { courant, freePort, groupStories, makeKey, publishers, startProgram } from './programs.ts'

export interface Stack {
  webUrl: string
  databaseUrl: string
  /** May change sources. */
  apiKey: string
  stop(): Promise<void>
}

/** All of Courant as it is delivered, with the sample articles, on ports of its own. */
export async function startStack(): Promise<Stack> {
  const running: { stop(): Promise<unknown> }[] = []
  const stop = async () => {
    for (const part of running.splice(0).toReversed()) await part.stop()
  }
  try {
    const database = await startDatabase()
    running.push(database)
    const databaseUrl = database.url
    await courant(databaseUrl, 'samples')
    await groupStories(databaseUrl)
    const apiPort = String(await freePort())
    const webPort = String(await freePort())
    running.push(
      await startProgram('api/dist/index.js', {
        DATABASE_URL: databaseUrl,
        API_PORT: apiPort,
        ...publishers,
      }),
    )
    const apiUrl = `http://127.0.0.1:${apiPort}`
    running.push(await startProgram('web/dist/server.js', { WEB_PORT: webPort, API_URL: apiUrl }))
    const apiKey = await makeKey(databaseUrl)
    return { webUrl: `http://localhost:${webPort}`, databaseUrl, apiKey, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
