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

/**
 * The whole body, decoded. Counts what comes out of the decoder and stops it at the limit, so that a
 * small body which unpacks to a giant one costs no more than the limit.
 * @param encoding the Content-Encoding header; one encoding at most is undone
 * @throws {IngestError} TOO_LARGE, BAD_RESPONSE
 */
export async function readBody(
  body: Readable,
  encoding: string | null,
  limit: number,
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
      if (length > limit) break
      chunks.push(chunk)
    }
  }
  try {
    if (createDecoder) await pipeline(body, createDecoder(), collect)
    else await pipeline(body, collect)
  } catch (error) {
    // Breaking off makes the pipeline fail with an error that says only that it was broken off.
    if (length <= limit) throw error
  }
  if (length > limit) {
    throw new IngestError('TOO_LARGE', `larger than ${limit} bytes after decoding`)
  }
  return Buffer.concat(chunks, length)
}
