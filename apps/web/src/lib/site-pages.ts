import { words } from './words.ts'

/** A page that every page leads to. */
export interface SitePage {
  href: string
  label: string
  /** The keys that lead there, one after the other; a single one also focuses what its page is for. */
  keys: string
  /** Where its link stands; the feed's is the name of the site. */
  stands: 'name' | 'header' | 'footer'
}

/** The feed first, then what readers go to, then the rest. */
export async function pagesOfSite(): Promise<SitePage[]> {
  const t = await words('site')
  return [
    { href: '/', label: t('feed'), keys: 'g f', stands: 'name' },
    { href: '/trending', label: t('trending'), keys: 'g t', stands: 'header' },
    { href: '/search', label: t('search'), keys: '/', stands: 'header' },
    { href: '/sources', label: t('sources'), keys: 'g s', stands: 'header' },
    { href: '/playground', label: t('playground'), keys: 'g p', stands: 'footer' },
    { href: '/settings/appearance', label: t('appearance'), keys: 'g d', stands: 'footer' },
    { href: '/about', label: t('about'), keys: 'g a', stands: 'footer' },
  ]
}
