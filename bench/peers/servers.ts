import { articlesIn, bodyOf } from './contract.ts'
import { type Peer, serverFile } from './peer.ts'

const byHand = (name: string, file: string, path = '/graphql'): Peer => ({
  name,
  file: serverFile(file),
  env: () => ({}),
  path,
  bodyOf,
  articlesIn,
})

export const mercurius = byHand('Mercurius 16, JIT and loaders', 'mercurius')
export const yoga = byHand('GraphQL Yoga 5, loaders', 'yoga')

const apolloPrisma = byHand('Apollo Server 5 + Prisma include', 'apollo-prisma', '/')
export const apollo: Peer = {
  ...apolloPrisma,
  // Prisma has no full-text search of PostgreSQL.
  bodyOf: (shape) => (shape.asked.text === undefined ? bodyOf(shape) : null),
}
