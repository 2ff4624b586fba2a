import { findSubjects } from './find-subjects.ts'
import type { SuggestData } from './find-subjects.ts'
import { matches } from './matches.ts'
import { offerSuggestions } from './suggestions.ts'
import type { Offer, Suggestion } from './suggestions.ts'

/** What components/Palette.tsx writes into `data-palette`. */
export interface PaletteData extends SuggestData {
  /** The operation that names the reader's saved feeds; null for whoever is not signed in. */
  feedsQuery: string | null
  /** The headings of the groups. */
  groups: { feeds: string; pages: string; looks: string }
  feed: string
  pages: { href: string; label: string; detail: string }[]
  /** What the form in the dialog is sent with. */
  looks: { name: string; value: string; label: string; detail: string }[]
}

interface Choice extends Suggestion {
  take: () => void
}

interface FeedsAnswer {
  data?: {
    viewer?: { reader?: { savedFeeds: { name: string; query: string }[] } | null } | null
  } | null
}

/** One field that leads everywhere: to actors, topics, saved feeds and pages, and to other looks. */
export function startPalette(dialog: HTMLDialogElement): Offer {
  const data = JSON.parse(dialog.dataset.palette ?? '') as PaletteData
  const input = dialog.querySelector<HTMLInputElement>('#palette')
  const form = dialog.querySelector('form')
  if (!input || !form) throw new Error('The palette has no field.')
  const atOnce: Choice[] = [
    ...data.pages.map(({ href, ...page }) => ({
      ...page,
      group: data.groups.pages,
      take: () => location.assign(href),
    })),
    ...data.looks.map(({ name, value, ...look }) => ({
      ...look,
      group: data.groups.looks,
      take: () => change(form, name, value),
    })),
  ]
  let feeds: Choice[] = []

  const offer = offerSuggestions<Choice>({
    input,
    container: dialog,
    words: data.words,
    eager: true,
    atOnce: (text) => [...feeds, ...atOnce].filter(({ label }) => matches(label, text)),
    find: async (text, signal) => {
      const found = await findSubjects(data, text, signal)
      return found.map(({ set, slug, ...subject }) => ({
        ...subject,
        take: () => location.assign(`/${set}s/${encodeURIComponent(slug)}`),
      }))
    },
    onChoose: ({ take }) => {
      dialog.close()
      take()
    },
  })
  dialog.addEventListener('close', () => {
    offer.close()
    input.value = ''
  })
  if (data.feedsQuery) {
    void savedFeeds(data, data.feedsQuery).then((found) => {
      feeds = found
      if (dialog.open) offer.refresh()
    })
  }
  return offer
}

async function savedFeeds({ groups, feed }: PaletteData, query: string): Promise<Choice[]> {
  try {
    const response = await fetch(`/graphql?${new URLSearchParams({ query })}`, {
      headers: { Accept: 'application/json' },
    })
    const { data } = (await response.json()) as FeedsAnswer
    return (data?.viewer?.reader?.savedFeeds ?? []).map(({ name, query }) => ({
      group: groups.feeds,
      label: name,
      detail: feed,
      take: () => location.assign(`/?${query}`),
    }))
  } catch {
    // Without a connection the rest of it is still there.
    return []
  }
}

/** The form's own field takes what is chosen, and the page comes back in its new looks. */
function change(form: HTMLFormElement, name: string, value: string): void {
  const field = form.querySelector<HTMLInputElement>('[data-look]')
  if (!field) return
  field.name = name
  field.value = value
  form.requestSubmit()
}
