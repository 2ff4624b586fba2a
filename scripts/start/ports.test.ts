import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { holderOf, isFree, requireFreePorts } from './ports.ts'

describe('a taken port', () => {
  let server: Server | null = null
  afterEach(() => server?.close())

  async function take(host: string): Promise<number> {
    server = createServer().listen(0, host)
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }

  it.each(['0.0.0.0', '127.0.0.1'])('is seen when the server is on %s', async (host) => {
    expect(await isFree(await take(host))).toBe(false)
  })

  it('is free once its server is gone', async () => {
    const port = await take('0.0.0.0')
    server?.close()
    expect(await isFree(port)).toBe(true)
  })

  it.runIf(process.platform === 'linux')('has a holder with a name', async () => {
    expect(holderOf(await take('127.0.0.1'))).toContain(`(pid ${process.pid})`)
  })

  it('is refused with the setting that moves it', async () => {
    const port = await take('0.0.0.0')
    await expect(requireFreePorts([{ setting: 'WEB_PORT', port }])).rejects.toThrow(
      `WEB_PORT=${port + 1} npm start`,
    )
  })
})
