import { describe, expect, test } from 'vitest'

import { canonicalUrl, isFrontPage, withFragment, withoutTracking } from './canonical-url.ts'

describe('what readers follow', () => {
  test.each([
    ['stays as it was written', 'https://news.example/a?b=%7e&a=x+y&b#v2'],
    ['keeps parameters that name the page', 'https://news.example/a?id=7&page=2'],
    ['keeps names that only begin alike', 'https://news.example/a?itoken=1&utmost=2&gclids=3'],
    ['keeps a source or a reference that is no feed', 'https://news.example/a?ref=home&source=dpa'],
    ['keeps its scheme', 'http://news.example/a'],
    ['keeps an empty query', 'https://news.example/a?'],
    ['keeps its form', 'https://news.example/a?amp=1'],
  ])('%s', (_case, address) => {
    expect(withoutTracking(address)).toBe(address)
  })

  const page = 'https://news.example/a'
  test.each([
    ['campaigns go', `${page}?utm_source=rss&id=7&utm_medium=feed`, `${page}?id=7`],
    ['all of them, and the question mark', `${page}?utm_source=rss`, page],
    ['whatever their case', `${page}?UTM_Source=rss`, page],
    ['clicks on advertisements go', `${page}?gclid=x&msclkid=y&gad_source=1`, page],
    ['clicks on posts go', `${page}?fbclid=x&twclid=y&igshid=z`, page],
    ['readers of newsletters go', `${page}?mc_cid=1&mc_eid=2&_hsenc=3`, page],
    ['publishers’ own campaigns go', `${page}?at_medium=RSS&wt_mc=rss.beitrag`, page],
    ['a feed as the origin goes', `${page}?partner=rss&emc=rss&id=7`, `${page}?id=7`],
    ['a feed of a department, too', `${page}?mod=rss_topnews`, page],
    ['so does a mere mark of it', `${page}?rss`, page],
    ['sessions go', `${page}?PHPSESSID=0a1b2c&id=7`, `${page}?id=7`],
    ['those in the path, too', `${page};jsessionid=0A1B2C.node1?id=7`, `${page}?id=7`],
    ['a fragment that tracks goes', `${page}#xtor=RSS-3208`, page],
    ['whatever else it says', `${page}#?ref=rss&format=simple&link=seguir`, page],
    ['a user’s name and password go', 'https://bank.example@news.example:443/a', page],
    ['what is kept keeps its spelling', `${page}?b=%7e&fbclid=1&a=x+y`, `${page}?b=%7e&a=x+y`],
    ['the fragment stays', `${page}?utm_source=rss#v2`, `${page}#v2`],
  ])('%s', (_case, address, expected) => {
    expect(withoutTracking(address)).toBe(expected)
  })

  // What browsers and feed readers are known to take off, by those who put it there.
  test.each([
    ['Google', 'utm_source utm_medium utm_campaign utm_term utm_content utm_id gclid dclid gclsrc'],
    ['Google’s advertisements', 'gbraid wbraid gad_source gad_campaignid srsltid _ga _gl'],
    ['Meta', 'fbclid fb_action_ids fb_action_types fb_ref fb_source igshid igsh mibextid'],
    ['Microsoft and Yandex', 'msclkid ocid cvid yclid ysclid ymclid _openstat'],
    ['other networks', 'twclid ttclid li_fat_id epik rdt_cid ScCid qclid tblci dicbo auctid'],
    ['affiliates', 'irclickid irgwc awc zanpid wickedid rb_clickid'],
    [
      'Mailchimp, HubSpot, Marketo',
      'mc_cid mc_eid mc_tc _hsenc _hsmi __hssc __hstc __hsfp mkt_tok',
    ],
    [
      'Drip, Vero, Omeda, Klaviyo',
      '__s vero_id vero_conv oly_anon_id oly_enc_id _kx hsCtaTracking',
    ],
    [
      'MailerLite, beehiiv, Blueshift',
      'ml_subscriber ml_subscriber_hash _bhlid bsft_clkid bsft_uid',
    ],
    ['Eloqua, Acoustic, Listrak', 'elqTrackId elqTrack spMailingID spUserID spJobID trk_contact'],
    ['Matomo', 'mtm_source mtm_campaign pk_campaign pk_kwd piwik_campaign matomo_cid'],
    ['Adobe and IBM', 's_cid s_kwcid ef_id sc_cid cm_mmc cm_mmca1'],
    ['Humble, Branch, Readwise', 'hmb_source hmb_campaign _branch_match_id __readwiseLocation'],
    ['Yahoo', 'guccounter guce_referrer guce_referrer_sig soc_src soc_trk .tsrc ncid'],
    [
      'newspapers',
      'xtor wt_zmc cmp INTCMP cmpid ito smid fsrc ftag maca mbid taid feedType feedName',
    ],
    ['broadcasters', 'at_campaign at_bbc_team at_link_id ns_mchannel ns_source ns_campaign'],
  ])('what %s adds goes', (_who, names) => {
    for (const name of names.split(' ')) {
      expect(withoutTracking(`${page}?id=7&${name}=Ab-1&p=2`)).toBe(`${page}?id=7&p=2`)
    }
  })
})

describe('an address as an identity', () => {
  test.each([
    ['is without tracking', 'https://news.example/a?utm_source=rss', 'https://news.example/a'],
    ['is without the fragment', 'https://news.example/a#comments', 'https://news.example/a'],
    ['is the same for http and https', 'http://news.example/a', 'https://news.example/a'],
    ['has no port that is usual', 'HTTPS://News.Example:443/A', 'https://news.example/A'],
    ['that of http neither', 'http://news.example:80/a', 'https://news.example/a'],
    ['keeps any other port', 'https://news.example:8443/a', 'https://news.example:8443/a'],
    ['has its host in small letters', 'https://NEWS.example/', 'https://news.example/'],
    ['and in ASCII', 'https://bücher.example/ä', 'https://xn--bcher-kva.example/%C3%A4'],
    ['and without the root’s dot', 'https://news.example./a', 'https://news.example/a'],
    ['has no empty query', 'https://news.example/a?', 'https://news.example/a'],
    ['has no empty parameter', 'https://news.example/a?&b=1&', 'https://news.example/a?b=1'],
    ['spells characters plainly', 'https://news.example/%7eada/%61', 'https://news.example/~ada/a'],
    [
      'has escapes in capitals',
      'https://news.example/%c3%a4?q=%c3',
      'https://news.example/%C3%A4?q=%C3',
    ],
    [
      'keeps escapes that mean something',
      'https://news.example/a%2fb%3f',
      'https://news.example/a%2Fb%3F',
    ],
    ['keeps a broken escape', 'https://news.example/100%', 'https://news.example/100%'],
    [
      'keeps the order of parameters',
      'https://news.example/?b=1&a=2',
      'https://news.example/?b=1&a=2',
    ],
    ['keeps a final slash', 'https://news.example/a/', 'https://news.example/a/'],
    ['is not the form for AMP', 'https://news.example/a?amp&id=7', 'https://news.example/a?id=7'],
    [
      'nor another spelling of it',
      'https://news.example/a?outputType=amp',
      'https://news.example/a',
    ],
    [
      'keeps a path that may be a word',
      'https://news.example/topics/amp',
      'https://news.example/topics/amp',
    ],
    ['leaves no way up', 'https://news.example/a/%2e%2e/b', 'https://news.example/b'],
  ])('%s', (_case, address, expected) => {
    expect(canonicalUrl(address)).toBe(expected)
    // Once more changes nothing.
    expect(canonicalUrl(expected)).toBe(expected)
  })

  test('keeps the fragment where it is a publisher’s name for the article', () => {
    expect(withFragment('http://news.example/live?utm_source=rss#post-7')).toBe(
      'https://news.example/live#post-7',
    )
    expect(withFragment('http://news.example/a#')).toBe('https://news.example/a')
  })
})

test.each([
  ['https://news.example', true],
  ['http://news.example/?utm_source=rss#top', true],
  ['https://news.example/a', false],
  ['https://news.example/?p=7', false],
])('%s is a front page: %s', (address, expected) => {
  expect(isFrontPage(address)).toBe(expected)
})
