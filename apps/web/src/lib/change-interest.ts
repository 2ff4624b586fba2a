import { graphql } from '../generated/index.ts'
import { ask } from './graphql.ts'

const follow = graphql(`
  mutation Follow($input: SubjectInput!) {
    follow(input: $input) {
      userErrors {
        code
        field
        message
      }
    }
  }
`)

const unfollow = graphql(`
  mutation Unfollow($input: SubjectInput!) {
    unfollow(input: $input) {
      userErrors {
        code
        field
        message
      }
    }
  }
`)

const mute = graphql(`
  mutation Mute($input: SubjectInput!) {
    mute(input: $input) {
      userErrors {
        code
        field
        message
      }
    }
  }
`)

const unmute = graphql(`
  mutation Unmute($input: SubjectInput!) {
    unmute(input: $input) {
      userErrors {
        code
        field
        message
      }
    }
  }
`)

/** What a reader does with an actor or a topic. */
type Change = (input: { actor: string } | { topic: string }) => Promise<{
  userErrors: readonly { code: string; field: string | null; message: string }[]
}>

const changes = new Map<string, Change>([
  ['follow', async (input) => (await ask(follow, { input })).follow],
  ['unfollow', async (input) => (await ask(unfollow, { input })).unfollow],
  ['mute', async (input) => (await ask(mute, { input })).mute],
  ['unmute', async (input) => (await ask(unmute, { input })).unmute],
])

/**
 * Does what a form says with the actor or topic that it names.
 * @throws what `ask` throws
 */
export async function changeInterest({ deed = '', kind, id = '' }: Record<string, string>) {
  const change = changes.get(deed)
  // No form of ours asks for anything else.
  if (!change) return { userErrors: [] }
  return change(kind === 'Topic' ? { topic: id } : { actor: id })
}
