import {
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'

const ofArticles = ['edges', 'nodes', 'pageInfo', 'totalCount', 'totalCountIsExact']

/**
 * Fields that are the same for everybody and change only with what rings the bell: with articles, stories
 * and names. A new field is not kept until it stands here.
 */
const shared: Readonly<Record<string, readonly string[]>> = {
  Query: ['articles', 'facets', 'timeline', 'article', 'entity', 'topic', 'topics', 'source'],
  ArticleConnection: [...ofArticles, 'liveCursor'],
  ArticleEdge: ['cursor', 'node'],
  PageInfo: ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'],
  Article: [
    'id',
    'url',
    'headline',
    'lead',
    'byline',
    'language',
    'image',
    'publishedAt',
    'revisedAt',
    'revision',
    'source',
    'sections',
    'takeaways',
    'actors',
    'topics',
    'story',
    'related',
  ],
  RelatedArticle: ['article', 'score'],
  Section: ['crosshead', 'paragraphs'],
  Source: ['id', 'slug', 'name', 'siteUrl', 'feedUrl', 'folder', 'fullText'],
  Takeaway: ['id', 'text', 'position', 'origin', 'model', 'evidence'],
  Evidence: ['quote', 'section', 'paragraph', 'start', 'end', 'revision'],
  Mention: ['entity', 'count', 'salience', 'about', 'method', 'model', 'confidence', 'spans'],
  Span: ['part', 'section', 'paragraph', 'start', 'end', 'surface'],
  Entity: ['id', 'slug', 'name', 'kind', 'description', 'wikidataId'],
  ArticleTopic: ['topic', 'score', 'cues'],
  Topic: ['id', 'code', 'slug', 'label', 'parent', 'children'],
  Story: ['id', 'articleCount', 'firstSeenAt', 'lastSeenAt'],
  Facets: ['articleCount', 'exact', 'since', 'actors', 'topics', 'sources', 'languages'],
  ActorFacet: ['articleCount', 'entity'],
  TopicFacet: ['articleCount', 'topic'],
  SourceFacet: ['articleCount', 'source'],
  LanguageFacet: ['articleCount', 'language'],
  Timeline: ['buckets', 'exact'],
  TimelineBucket: ['start', 'end', 'articleCount'],
}

/** Whether the answer to an operation is the same for everybody who may read. */
export function createIsShareable(
  schema: GraphQLSchema,
): (document: DocumentNode, operation: OperationDefinitionNode) => boolean {
  const known = new WeakMap<DocumentNode, boolean>()
  return (document, operation) => {
    if (operation.operation !== OperationTypeNode.QUERY) return false
    let all = known.get(document)
    if (all === undefined) {
      all = asksForSharedAlone(schema, document)
      known.set(document, all)
    }
    return all
  }
}

function asksForSharedAlone(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema)
  let all = true
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name }) {
        const parent = types.getParentType()?.name ?? ''
        if (name.value !== '__typename' && !shared[parent]?.includes(name.value)) all = false
      },
    }),
  )
  return all
}
