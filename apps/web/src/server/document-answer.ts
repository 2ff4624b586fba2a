import type { ServerResponse } from 'node:http'

type Write = (...args: unknown[]) => boolean
type End = (...args: unknown[]) => ServerResponse

/**
 * Holds back an answer that is an HTML document until it is whole, and sends what `finish` makes of it,
 * which may also change the response's status and headers. Any other answer goes out as it is written.
 */
export function finishDocument(
  response: ServerResponse,
  finish: (html: string) => Promise<string> | string,
): void {
  const write = response.write.bind(response) as Write
  const end = response.end.bind(response) as End
  const flushHeaders = response.flushHeaders.bind(response)
  const held: Buffer[] = []
  const isDocument = () =>
    !response.headersSent && /^text\/html\b/.test(String(response.getHeader('content-type')))

  response.flushHeaders = () => {
    if (!isDocument()) flushHeaders()
  }

  response.write = ((...args: unknown[]) => {
    if (!isDocument()) return write(...args)
    held.push(...bytesOf(args))
    const written = args.find((argument) => typeof argument === 'function')
    if (written) process.nextTick(written)
    return true
  }) as typeof response.write

  response.end = ((...args: unknown[]) => {
    if (!isDocument()) return end(...args)
    held.push(...bytesOf(args))
    void send(args.filter((argument) => typeof argument === 'function'))
    return response
  }) as typeof response.end

  async function send(whenEnded: unknown[]): Promise<void> {
    const given = Buffer.concat(held).toString()
    // The head of a document is asked for without its body.
    const html = given && Buffer.from(await finish(given))
    response.removeHeader('content-length')
    if (html) response.setHeader('Content-Length', html.length)
    end(...(html ? [html] : []), ...whenEnded)
  }
}

/** What a call of `write` or `end` writes, if anything. */
function bytesOf([chunk, encoding]: unknown[]): Buffer[] {
  if (typeof chunk === 'string') {
    return [
      Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'),
    ]
  }
  return chunk instanceof Uint8Array ? [Buffer.from(chunk)] : []
}
