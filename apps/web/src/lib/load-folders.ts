import { graphql } from '../generated/index.ts'
import { ask } from './graphql.ts'
import { foldersOf } from './source-folders.ts'
import { unlessUnavailable } from './unless-unavailable.ts'
import { readerLocale } from './words.ts'

const folders = graphql(`
  query Folders {
    sources {
      folder
    }
  }
`)

/** The folders that sources are in; none where the API cannot tell, since one may be typed. */
export async function loadFolders(): Promise<string[]> {
  const data = await unlessUnavailable(ask(folders, {}))
  return foldersOf(await readerLocale(), data?.sources ?? [])
}
