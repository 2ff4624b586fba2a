/** A text message as a client sends it. Its mask is all zeros, which leaves the text as it is. */
export function frameOf(text: string): Buffer {
  const body = Buffer.from(text)
  const header =
    body.length < 126
      ? Buffer.from([0x81, 0x80 | body.length])
      : Buffer.from([0x81, 0x80 | 126, body.length >> 8, body.length & 0xff])
  return Buffer.concat([header, Buffer.alloc(4), body])
}

/** Cuts what a server sends into messages, as cheaply as can be: what one client costs, 10,000 cost. */
export function createFrames(onFrame: (opcode: number, body: Buffer) => void) {
  let rest: Buffer | null = null
  return (chunk: Buffer): void => {
    let bytes = rest ? Buffer.concat([rest, chunk]) : chunk
    for (;;) {
      if (bytes.length < 2) break
      const short = bytes[1]! & 0x7f
      const start = short < 126 ? 2 : short === 126 ? 4 : 10
      if (bytes.length < start) break
      const length =
        short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : bytes.readUInt32BE(6)
      if (bytes.length < start + length) break
      onFrame(bytes[0]! & 0x0f, bytes.subarray(start, start + length))
      bytes = bytes.subarray(start + length)
    }
    // The chunk's memory is used again for the next one.
    rest = bytes.length > 0 ? Buffer.from(bytes) : null
  }
}
