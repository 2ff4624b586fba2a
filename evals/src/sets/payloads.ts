interface Entry {
  title?: string
  payload?: string
}

/** Markup that somebody tried to get past a sanitiser. */
export interface Payload {
  title: string
  markup: string
}

/** Reads the fixtures of DOMPurify as JSON; what has no payload is left out. */
export function readPayloads(json: string): Payload[] {
  const entries: Entry[] = JSON.parse(json)
  return entries.flatMap(({ title, payload }, at) =>
    typeof payload === 'string' ? [{ title: title ?? `payload ${at + 1}`, markup: payload }] : [],
  )
}
