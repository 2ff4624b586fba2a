import { filterWith } from './filter-with.ts'
import { findSubjects } from './find-subjects.ts'
import type { SuggestData } from './find-subjects.ts'
import { offerSuggestions } from './suggestions.ts'

/** What components/FindSubject.tsx writes into `data-type-ahead`. */
export interface TypeAheadData extends SuggestData {
  /** Which keys do more than Enter. */
  hint: string
}

/** Offers actors and topics while they are typed; the one that is chosen comes into the filter. */
export function startTypeAhead(container: HTMLElement, form: HTMLFormElement): void {
  const data = JSON.parse(container.dataset.typeAhead ?? '') as TypeAheadData
  const input = form.querySelector<HTMLInputElement>('input[type=search]')
  if (!input) return
  const offer = offerSuggestions({
    input,
    container: input.parentElement ?? form,
    words: data.words,
    hint: data.hint,
    find: (text, signal) => findSubjects(data, text, signal),
    onChoose: ({ set, slug }, { shift, alt }) => {
      const filter = new URLSearchParams()
      for (const { name, value } of form.querySelectorAll<HTMLInputElement>('input[type=hidden]')) {
        filter.append(name, value)
      }
      const mode = alt ? 'none' : shift ? 'any' : 'all'
      location.assign(`/?${filterWith(filter, set, mode, slug)}`)
    },
  })
  // It was typed in before this came.
  if (document.activeElement === input && input.value !== input.defaultValue) offer.refresh()
}
