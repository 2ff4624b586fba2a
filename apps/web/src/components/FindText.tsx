import type { ArticleFilter } from '@courant/filter'

import { words } from '../lib/words.ts'
import { FilterForm } from './FilterForm.tsx'
import { SearchField } from './SearchField.tsx'

/** Asks for words in the text. */
export async function FindText({ filter }: { filter: ArticleFilter }) {
  const t = await words('filter')
  const { text, ...rest } = filter
  return (
    <FilterForm filter={rest} label={t('words')}>
      <SearchField
        name="text"
        label={t('words')}
        hint={t('wordsHint')}
        button={t('search')}
        value={text ?? ''}
      />
    </FilterForm>
  )
}
