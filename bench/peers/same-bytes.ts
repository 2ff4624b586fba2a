import { type Peer, serverFile } from './peer.ts'

/** node:http that sends, whatever it is asked, the bytes that another peer answered before. */
export function sameBytes(of: string, peer: Peer): Peer {
  return {
    name: 'node:http, the same bytes',
    file: serverFile('same-bytes'),
    env: () => ({ SAME_AS: of }),
    path: '/',
    async bodyOf(shape, url) {
      const body = await peer.bodyOf(shape, new URL(of).origin)
      if (body === null) return null
      const kept = await fetch(url, { method: 'PUT', body: JSON.stringify(body) })
      if (!kept.ok) throw new Error(`The bytes to send cannot be read: ${await kept.text()}`)
      return body
    },
    articlesIn: (answer) => peer.articlesIn(answer),
  }
}
