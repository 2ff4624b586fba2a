export type { ArticleFilter, SetFilter } from './filter.ts'
export { FilterUrlError, filterFromSearchParams, filterToSearchParams } from './url.ts'
