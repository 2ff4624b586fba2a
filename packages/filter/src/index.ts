export type { ArticleFilter, Salience, SetFilter } from './filter.ts'
export { FilterUrlError, filterFromSearchParams, filterToSearchParams } from './url.ts'
