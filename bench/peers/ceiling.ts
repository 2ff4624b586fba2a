import type { PeerArticle } from '../feed/answer.ts'
import { type Peer, serverFile } from './peer.ts'

/** node:http and one statement of which PostgreSQL makes the answer. */
export const ceiling: Peer = {
  name: 'ceiling: node:http + one SQL',
  file: serverFile('ceiling'),
  env: () => ({}),
  path: '/',
  bodyOf: ({ kind, asked }) => (kind === 'page' ? asked : null),
  articlesIn: (answer) => (answer as { articles: PeerArticle[] }).articles,
}
