// @ts-check
import { createInterface } from 'node:readline'

/**
 * Answers JSON-RPC 2.0, one object a line, until the input ends and every call is answered.
 *
 * @param {NodeJS.ReadableStream} input
 * @param {NodeJS.WritableStream} output
 * @param {(method: string, params: any) => Promise<any>} call
 */
export async function serve(input, output, call) {
  /** @param {object} message */
  const send = (message) => output.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)

  /** @param {{ id: number, method: string, params: unknown }} request */
  const answer = async ({ id, method, params }) => {
    try {
      const result = await call(method, params)
      // The engine prints a diff by asking its caller to, and Prisma shows nothing else.
      if (method === 'diff' && result?.stdout != null) {
        send({ id: `print-${id}`, method: 'print', params: { content: result.stdout } })
      }
      send({ id, result })
    } catch (error) {
      send({ id, error: toRpcError(error) })
    }
  }

  const calls = []
  for await (const line of createInterface({ input })) {
    if (line.trim() === '') continue
    const message = JSON.parse(line)
    // A message without a method is Prisma's answer to our `print`.
    if (message.method) calls.push(answer(message))
  }
  await Promise.all(calls)
}

/** @param {any} error as the WebAssembly engine throws it, or any other */
function toRpcError(error) {
  const { message, code, meta, isPanic } = error
  return {
    code: 4466,
    message: 'An error happened. Check the data field for details.',
    data: {
      is_panic: isPanic ?? false,
      message: message ?? String(error),
      error_code: code ?? null,
      meta: meta ?? null,
    },
  }
}
