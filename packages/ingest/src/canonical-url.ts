/** Query parameters that say how a reader came to a page, not which page it is. */
const tracking = new RegExp(
  `^(${[
    'utm_.+', // Google Analytics and most others
    'gclid|dclid|gclsrc|gbraid|wbraid|srsltid', // Google Ads
    'fbclid|fb_(action_ids|action_types|ref|source)|igshid|igsh', // Meta
    'msclkid|yclid|ysclid|twclid|ttclid|li_fat_id|epik|rdt_cid', // other networks
    'mc_[ce]id|mkt_tok|_hs(enc|mi)|hsctatracking|vero_(id|conv)|oly_(anon|enc)_id|ck_subscriber_id|wickedid', // newsletters
    'at_(medium|campaign|link_.+|bbc_team|ptr_name|format)|xtor|wt_z?mc|cmpid|ns_(campaign|mchannel|source|linkname|fee)|s_cid|ito|guccounter|guce_.+', // publishers' own
    'mtm_.+|pk_(campaign|kwd|source|medium)|piwik_.+|_openstat', // Matomo and others
  ].join('|')})$`,
  'i',
)

/** The address without what only tracks readers; everything else stays as it was written. */
export function withoutTracking(address: string): string {
  const url = new URL(address)
  const parameters = url.search.slice(1).split('&')
  const kept = parameters.filter((parameter) => !tracking.test(parameter.split('=')[0] ?? ''))
  // Assigning would respell the parameters, so it is done only where one goes.
  if (kept.length < parameters.length) url.search = kept.join('&')
  return url.href
}

/** The address as an identity: without tracking, and without the fragment, which names a place in the page. */
export function canonicalUrl(address: string): string {
  const url = new URL(withoutTracking(address))
  url.hash = ''
  if (url.href.endsWith('?')) url.search = ''
  return url.href
}
