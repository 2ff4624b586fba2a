/** More than any answer we ask for. */
const MOST_BYTES = 1024 * 1024

/**
 * Fetches from the model's server, whose address is the operator's own setting. So it may be a private
 * one, unlike those that feeds name; but it sends us nowhere else, and no more than we take.
 */
export async function fetchFromModel(
  input: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  const response = await fetch(input, { ...init, redirect: 'error' })
  if (response.body === null) return response
  let bytes = 0
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength
        if (bytes > MOST_BYTES)
          controller.error(new Error(`the answer is over ${MOST_BYTES} bytes`))
        else controller.enqueue(chunk)
      },
    }),
  )
  const { status, statusText, headers } = response
  return new Response(counted, { status, statusText, headers })
}
