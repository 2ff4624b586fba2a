import { graphql } from '../generated/index.ts'
import type { SubjectDeed, SubjectKind } from './deeds.ts'
import { ask } from './graphql.ts'
import { readerLanguage } from './words.ts'

const follow = graphql(`
  mutation Follow($input: SubjectInput!, $language: String!) {
    follow(input: $input) {
      subject {
        ... on Entity {
          name
        }
        ... on Topic {
          label(language: $language)
        }
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`)

const unfollow = graphql(`
  mutation Unfollow($input: SubjectInput!, $language: String!) {
    unfollow(input: $input) {
      subject {
        ... on Entity {
          name
        }
        ... on Topic {
          label(language: $language)
        }
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`)

const mute = graphql(`
  mutation Mute($input: SubjectInput!, $language: String!) {
    mute(input: $input) {
      subject {
        ... on Entity {
          name
        }
        ... on Topic {
          label(language: $language)
        }
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`)

const unmute = graphql(`
  mutation Unmute($input: SubjectInput!, $language: String!) {
    unmute(input: $input) {
      subject {
        ... on Entity {
          name
        }
        ... on Topic {
          label(language: $language)
        }
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`)

/** An actor or a topic, as the API takes it. */
type Input = { actor: string } | { topic: string }

interface Answer {
  subject?: { name?: string; label?: string } | null
  userErrors: readonly { code: string; field?: string | null; message: string }[]
}

const changes: Record<SubjectDeed, (input: Input, language: string) => Promise<Answer>> = {
  follow: async (input, language) => (await ask(follow, { input, language })).follow,
  unfollow: async (input, language) => (await ask(unfollow, { input, language })).unfollow,
  mute: async (input, language) => (await ask(mute, { input, language })).mute,
  unmute: async (input, language) => (await ask(unmute, { input, language })).unmute,
}

/**
 * Has the reader follow or mute an actor or a topic, or do so no more.
 * @returns its name, or what stands against it
 * @throws what `ask` throws
 */
export async function changeInterest(deed: SubjectDeed, kind: SubjectKind, id: string) {
  const input = kind === 'Topic' ? { topic: id } : { actor: id }
  const { subject, userErrors } = await changes[deed](input, await readerLanguage())
  return { name: subject?.name ?? subject?.label ?? '', userErrors }
}
