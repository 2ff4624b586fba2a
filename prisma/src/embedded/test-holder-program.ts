import pg from 'pg'
import { startEmbedded } from '../embedded.ts'

// A program for the tests: holds the server of a folder until it is told to end, or is killed.
const [dataDir = '', durable] = process.argv.slice(2)
try {
  const server = await startEmbedded({ dataDir, durable: durable === 'durable' })
  process.once('SIGINT', () => void stopInOrder())
  process.stdout.write(`${server.url}\n`)
  setInterval(() => {}, 60_000)

  async function stopInOrder() {
    const url = new URL(server.url)
    url.pathname = '/postgres'
    const client = new pg.Client({ connectionString: url.href })
    await client.connect()
    await client.query('SELECT 1')
    await client.end()
    await server.stop()
    process.stdout.write('stopped in order\n')
    process.exit()
  }
} catch (error) {
  process.stdout.write(`${String(error instanceof Error && 'code' in error && error.code)}\n`)
  process.exit(1)
}
