import { wholeArticles } from '@courant/feed'
import { type ExecutionArgs, getOperationAST, type GraphQLSchema } from 'graphql'

import type { LiveEvent } from '../live/live-event.ts'
import {
  type ArticlePlan,
  createArticlePlan,
  writeArticles,
  type WrittenArticle,
} from './article.ts'
import type { Directory } from './directory.ts'
import { type AskedRoot, createPlans } from './plans.ts'
import { Unsupported } from './selection.ts'
import { type Fields, objectOf, plain, type Write } from './write.ts'

/**
 * What an event reads for a subscription as JSON: one statement, where the ordinary execution has one for each
 * list of the article. Nothing of it depends on who asks. Null where it is left to the ordinary execution.
 */
export type AssembleEvent = (
  operation: Pick<ExecutionArgs, 'document' | 'operationName' | 'variableValues'>,
  event: LiveEvent,
) => Promise<string | null>

type WrittenEvent = Pick<LiveEvent, 'cursor' | 'revision'> & { texts: WrittenArticle }

interface EventPlan extends ArticlePlan {
  event: Write<WrittenEvent>
}

/** What is told of by the fields that bring articles alone. */
const types: Readonly<Record<string, string>> = {
  articleAdded: 'ArticleAdded',
  articleRevised: 'ArticleRevised',
}

export function createAssembleEvent(schema: GraphQLSchema, directory: Directory): AssembleEvent {
  const planOf = createPlans(schema, planEvent)
  return async ({ document, operationName, variableValues }, event) => {
    try {
      const operation = getOperationAST(document, operationName)
      const planned = operation && planOf(document, operation, variableValues)
      if (!planned) return null
      const { plan, root } = planned
      const { id } = event.article
      const article = (await wholeArticles(event.db, [id], plan.parts)).get(id)
      if (!article) return null
      const [texts] = await writeArticles(directory, plan, [article])
      const { cursor, revision } = event
      const written = plan.event({ cursor, revision, texts: texts! }, undefined)
      return `{"data":{${JSON.stringify(root.key)}:${written}}}`
    } catch {
      // Such as a name that the directory's database does not have yet, but the event's has.
      return null
    }
  }
}

/** @throws {Unsupported} */
function planEvent({ asked, root }: AskedRoot): EventPlan {
  const type = Object.hasOwn(types, root.name) ? types[root.name] : undefined
  if (type === undefined) throw new Unsupported()
  const { articles, parts, place } = createArticlePlan(asked)
  const ofEvent: Fields<WrittenEvent> = {
    cursor: plain(({ cursor }) => cursor),
    revision: plain(({ revision }) => revision),
    article: (selected) => {
      const at = place(selected)
      return ({ texts }) => texts[at]!
    },
  }
  return { event: objectOf(asked, type, ofEvent, root.nodes), articles, parts }
}
