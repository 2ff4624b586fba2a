import { changeLooks } from '../app/(reader)/settings/appearance/actions.ts'
import type { PaletteData } from '../client/palette.ts'
import { graphql } from '../generated/index.ts'
import { densities, themes } from '../lib/appearance.ts'
import { pageAddress } from '../lib/page-address.ts'
import { placesFor } from '../lib/settings-sections.ts'
import { pagesOfSite } from '../lib/site-pages.ts'
import { suggestData } from '../lib/suggest-data.ts'
import { currentReader } from '../lib/viewer.ts'
import { words } from '../lib/words.ts'

const feeds = graphql(`
  query PaletteFeeds {
    viewer {
      reader {
        savedFeeds {
          name
          query
        }
      }
    }
  }
`)

/** Leads everywhere from one field (client/palette.ts); nothing of it shows before it is called. */
export async function Palette() {
  const [t, settings, pages, suggest, reader, next] = await Promise.all([
    words('palette'),
    words('settings'),
    pagesOfSite(),
    suggestData(),
    currentReader(),
    pageAddress(),
  ])
  const data: PaletteData = {
    ...suggest,
    feedsQuery: reader && feeds.toString(),
    groups: { feeds: t('feeds'), pages: t('pages'), looks: t('looks') },
    feed: t('feed'),
    pages: [
      ...pages.map(({ href, label }) => ({ href, label, detail: '' })),
      // Its link is among those of the site already.
      ...placesFor(reader)
        .filter(({ name }) => name !== 'appearance')
        .map(({ href, name }) => ({
          href,
          label: settings(`sections.${name}`),
          detail: settings('title'),
        })),
    ],
    looks: [
      ...themes.map((value) => ({
        name: 'theme',
        value,
        label: settings(`appearance.themes.${value}`),
        detail: settings('appearance.theme'),
      })),
      ...densities.map((value) => ({
        name: 'density',
        value,
        label: settings(`appearance.densities.${value}`),
        detail: settings('appearance.density'),
      })),
    ],
  }
  return (
    <dialog
      data-palette={JSON.stringify(data)}
      aria-label={t('title')}
      className="palette dialog-sheet"
    >
      <form action={changeLooks}>
        <input type="hidden" name="next" value={next} />
        <input type="hidden" data-look="" />
      </form>
      <input
        id="palette"
        type="text"
        aria-label={t('field')}
        placeholder={t('field')}
        autoComplete="off"
        autoFocus
        maxLength={400}
        className="w-full border-b border-rule bg-transparent px-5 py-4 text-lg outline-none placeholder:text-quiet"
      />
    </dialog>
  )
}
