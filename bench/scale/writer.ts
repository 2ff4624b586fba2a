import type { Node } from './nodes.ts'

const times = 200

/** Milliseconds of a read right after a write by the same session, at the other node. */
export interface OwnWrites {
  write: number[]
  read: number[]
}

/**
 * Somebody follows and unfollows an actor at one node and at once reads at the other what they follow; fails
 * where that is not what they wrote.
 */
export async function measureOwnWrites(
  [one, two]: readonly [Node, Node],
  actor: string,
): Promise<OwnWrites> {
  const input = '{ email: "reader@bench.example", password: "as good as any other" }'
  const { cookie } = await send(
    one,
    `mutation { accountCreate(input: ${input}) { userErrors { code } } }`,
  )
  const own = cookie!.split(';')[0]!
  const taken: OwnWrites = { write: [], read: [] }
  for (let n = 0; n < times; n += 1) {
    const follows = n % 2 === 0
    const [writer, reader] = n % 4 < 2 ? [one, two] : [two, one]
    const begun = performance.now()
    await send(
      writer,
      `mutation { ${follows ? 'follow' : 'unfollow'}(input: { actor: "${actor}" }) { userErrors { code } } }`,
      own,
    )
    const written = performance.now()
    const { data } = await send(reader, '{ viewer { reader { follows { __typename } } } }', own)
    taken.write.push(written - begun)
    taken.read.push(performance.now() - written)
    const { viewer } = data as { viewer: { reader: { follows: object[] } } }
    if (viewer.reader.follows.length !== (follows ? 1 : 0)) {
      throw new Error(`After ${n} writes somebody did not see what they wrote.`)
    }
  }
  return taken
}

async function send({ graphql }: Node, query: string, cookie?: string) {
  const response = await fetch(graphql, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie && { cookie }) },
    body: JSON.stringify({ query }),
  })
  const { data, errors } = (await response.json()) as { data: unknown; errors?: object[] }
  if (errors) throw new Error(JSON.stringify(errors))
  return { data, cookie: response.headers.get('set-cookie') }
}
