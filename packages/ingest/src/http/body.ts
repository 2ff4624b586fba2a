import type { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'

import { IngestError } from '../errors.ts'

/** What we ask for. Others are decoded too where a server sends them unasked. */
export const acceptedEncodings = 'gzip, br'

const decoders: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  br: createBrotliDecompress,
  deflate: createInflate,
}

export interface BodyLimits {
  /** Of the body, after decoding. */
  bytes: number
  /** Bytes a second, as sent, that a body has to come in at on average. */
  rate: number
  /** Milliseconds after which a body's rate counts. */
  rateAfter: number
}

/**
 * The whole body, decoded. Counts what comes out of the decoder and stops it at the limit, so that a
 * small body which unpacks to a giant one costs no more than the limit.
 * @param encoding the Content-Encoding header; one encoding at most is undone
 * @throws {IngestError} TOO_LARGE, TIMEOUT, BAD_RESPONSE
 */
export async function readBody(
  body: Readable,
  encoding: string | null,
  limits: BodyLimits,
): Promise<Uint8Array> {
  const name = encoding?.trim().toLowerCase() || 'identity'
  const createDecoder = decoders[name]
  if (name !== 'identity' && !createDecoder) {
    body.on('error', () => {}).destroy()
    throw new IngestError('BAD_RESPONSE', `the answer is encoded as "${name}", which is not read`)
  }

  const chunks: Uint8Array[] = []
  let length = 0
  const collect = async (source: AsyncIterable<Uint8Array>) => {
    for await (const chunk of source) {
      length += chunk.length
      if (length > limits.bytes) break
      chunks.push(chunk)
    }
  }
  const stopWatching = watchRate(body, limits)
  try {
    if (createDecoder) await pipeline(body, createDecoder(), collect)
    else await pipeline(body, collect)
  } catch (error) {
    // Breaking off makes the pipeline fail with an error that says only that it was broken off.
    if (length <= limits.bytes) throw error
  } finally {
    stopWatching()
  }
  if (length > limits.bytes) {
    throw new IngestError('TOO_LARGE', `larger than ${limits.bytes} bytes after decoding`)
  }
  return Buffer.concat(chunks, length)
}

/** Ends a body that trickles: its server, or whoever sits between, would hold us up for the whole time. */
function watchRate(body: Readable, { rate, rateAfter }: BodyLimits): () => void {
  const begin = performance.now()
  let received = 0
  body.on('data', (chunk: Uint8Array) => (received += chunk.length))
  const judge = () => {
    const seconds = (performance.now() - begin) / 1_000
    if (received >= rate * seconds) return
    const problem = `slower than ${rate} bytes a second: ${received} in ${seconds.toFixed(1)} s`
    body.destroy(new IngestError('TIMEOUT', problem))
  }
  let timer = setTimeout(check, rateAfter)
  function check() {
    // First what has come in meanwhile is read, for it may be we who were busy.
    setImmediate(judge)
    timer = setTimeout(check, rateAfter / 10)
  }
  return () => clearTimeout(timer)
}
