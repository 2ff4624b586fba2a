import type { CodegenConfig } from '@graphql-codegen/cli'

const mappers = [
  'Account',
  'AccountConnection',
  'ApiKey',
  'ApiKeyConnection',
  'Article',
  'ArticleAdded',
  'ArticleConnection',
  'ArticleTopic',
  'Entity',
  'EntityConnection',
  'FoundFeed',
  'IngestedArticle',
  'Mention',
  'Node',
  'Reader',
  'SavedArticleConnection',
  'SavedFeed',
  'Section',
  'Source',
  'SourceHealth',
  'Span',
  'StarterFeed',
  'Story',
  'StoryArticleConnection',
  'StorySource',
  'Subject',
  'Takeaway',
  'Topic',
  'Viewer',
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
