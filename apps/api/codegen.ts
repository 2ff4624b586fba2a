import type { CodegenConfig } from '@graphql-codegen/cli'

const mappers = [
  'ActorFacet',
  'Article',
  'ArticleAdded',
  'ArticleConnection',
  'ArticleRevision',
  'ArticleRevisionConnection',
  'ArticleRevised',
  'ArticleTopic',
  'CoActor',
  'DiffParagraph',
  'DiffSegment',
  'Entity',
  'EntityConnection',
  'Facets',
  'FilterClause',
  'FilterMatch',
  'FilterPreviewConnection',
  'FilterPreviewEdge',
  'FoundFeed',
  'IngestedArticle',
  'Mention',
  'Node',
  'RelatedArticle',
  'Section',
  'Source',
  'SourceConnection',
  'SourceFacet',
  'SourceHealth',
  'Span',
  'StarterFeed',
  'Story',
  'StoryArticleConnection',
  'StoryConnection',
  'StorySource',
  'StoryUpdated',
  'Takeaway',
  'Topic',
  'TopicFacet',
  'Trend',
  'TrendSubject',
]

const config: CodegenConfig = {
  schema: './schema.graphql',
  importExtension: '.ts',
  generates: {
    'src/generated/resolvers.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        contextType: '../context.ts#Context',
        mappers: Object.fromEntries(
          mappers.map((type) => [type, `../modules/mappers.ts#${type}Parent`]),
        ),
        scalars: {
          DateTime: 'Date',
          ID: 'string',
          URL: 'string',
        },
        strictScalars: true,
        enumsAsTypes: true,
        useTypeImports: true,
        useIndexSignature: false,
      },
    },
  },
}

export default config
