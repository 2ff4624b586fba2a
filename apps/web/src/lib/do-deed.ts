import { graphql } from '../generated/index.ts'
import { changeInterest } from './change-interest.ts'
import { type Deed, oppositeOf } from './deeds.ts'
import { ApiRefusal, ApiUnavailable, ask } from './graphql.ts'
import type { writeNotice } from './notice.ts'

const markRead = graphql(`
  mutation MarkRead($articles: [ID!]!, $read: Boolean!) {
    markRead(input: { articles: $articles, read: $read }) {
      userErrors {
        code
        field
        message
      }
    }
  }
`)

const saveArticle = graphql(`
  mutation SaveArticle($article: ID!) {
    save(input: { article: $article }) {
      userErrors {
        code
        field
        message
      }
    }
  }
`)

const unsaveArticle = graphql(`
  mutation UnsaveArticle($article: ID!) {
    unsave(input: { article: $article }) {
      userErrors {
        code
        field
        message
      }
    }
  }
`)

const dropFeed = graphql(`
  mutation DropSavedFeed($id: ID!) {
    savedFeedRemove(input: { id: $id }) {
      userErrors {
        code
        field
        message
      }
    }
  }
`)

const unmergeActor = graphql(`
  mutation UnmergeActor($id: ID!) {
    entityUnmerge(input: { id: $id }) {
      entity {
        name
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`)

type Outcome = { name?: string; userErrors: readonly { code: string }[] }

/**
 * Does what a button says, and tells what came of it.
 * @throws what is no failure of the API
 */
export async function doDeed(deed: Deed): Promise<Parameters<typeof writeNotice>[0]> {
  try {
    const { name = '', userErrors } = await tell(deed)
    const [problem] = userErrors
    if (problem) return { what: 'refused', problem: problem.code }
    const count = 'ids' in deed ? deed.ids.length : 1
    return { what: deed.deed, name, count, undo: oppositeOf(deed) }
  } catch (error) {
    if (error instanceof ApiUnavailable) return { what: 'unavailable' }
    if (error instanceof ApiRefusal) return { what: 'refused', problem: error.code }
    throw error
  }
}

async function tell(deed: Deed): Promise<Outcome> {
  switch (deed.deed) {
    case 'read':
    case 'unread':
      return (await ask(markRead, { articles: deed.ids, read: deed.deed === 'read' })).markRead
    case 'save':
      return (await ask(saveArticle, { article: deed.ids[0] ?? '' })).save
    case 'unsave':
      return (await ask(unsaveArticle, { article: deed.ids[0] ?? '' })).unsave
    case 'drop':
      return (await ask(dropFeed, { id: deed.id })).savedFeedRemove
    case 'unmerge': {
      const { entity, userErrors } = (await ask(unmergeActor, { id: deed.id })).entityUnmerge
      return { name: entity?.name ?? '', userErrors }
    }
    default:
      return changeInterest(deed.deed, deed.kind, deed.id)
  }
}
