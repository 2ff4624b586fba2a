/**
 * Query parameters that say how a reader came to a page, or who the reader is, and not which page it is:
 * by who sets them, in lower case. `*` stands for any ending. Of names that mean something else elsewhere
 * (`id`, `source`, `ref`, `cid`) none is here.
 */
const names = {
  campaigns:
    'utm_* itm_* mtm_* matomo_* piwik_* stm_* hsa_* hmb_campaign hmb_medium hmb_source pk_campaign pk_kwd pk_keyword pk_source pk_medium pk_content pk_cid _openstat cm_mmc cm_mmca* ef_id s_kwcid',
  google: 'gclid dclid gclsrc gbraid wbraid gad_source gad_campaignid srsltid _ga _gl',
  meta: 'fbclid fb_action_ids fb_action_types fb_ref fb_source action_object_map action_ref_map action_type_map igshid igsh mibextid',
  networks:
    'msclkid ocid cvid yclid ysclid ymclid twclid __twitter_impression ref_src ref_url ttclid li_fat_id epik rdt_cid qclid sccid tblci dicbo auctid cto_pld irclickid irgwc awc zanpid rb_clickid wickedid _branch_match_id _branch_referrer __readwiselocation',
  newsletters:
    'mc_cid mc_eid mc_tc mkt_tok _hsenc _hsmi __hssc __hstc __hsfp hsctatracking vero_id vero_conv oly_anon_id oly_enc_id ck_subscriber_id ml_subscriber ml_subscriber_hash __s _bhlid _kx bsft_* elqtrack elqtrackid elqat elqcampaignid dm_i spmailingid spuserid spjobid spreportid et_rid et_cid sfmc_id sfmc_sub trk_contact trk_msg trk_module trk_sid ss_email_id cndid',
  publishers:
    'at_medium at_campaign at_campaign_type at_link_* at_bbc_team at_ptr_name at_format xtor wt_mc wt_zmc cmp intcmp cmpid cmpid2 ns_campaign ns_mchannel ns_source ns_linkname ns_fee s_cid sc_cid ito taid feedtype feedname maca mktcid mktcval fsrc ftag mbid ncid smid smtyp soc_src soc_trk tsrc .tsrc guccounter guce_* wpisrc wpmm itid srnd leadsource sr_share __source',
  sessions: 'phpsessid jsessionid aspsessionid* cfid cftoken',
}

const anyOf = Object.values(names)
  .flatMap((list) => list.split(' '))
  .map((name) => name.replaceAll('.', String.raw`\.`).replace('*', '.+'))
const tracking = new RegExp(`^(?:${anyOf.join('|')})$`)

/** Names that count where their value says that the reader came from a feed: `partner=rss`, `mod=rss_news`. */
const saysFeed =
  /^(?:(?:campaign|emc|feed|from|medium|mod|origin|partner|ref|referer|referrer|rss|siteid|source|src|via)=(?:rss|feed|atom)(?:[_.-].*)?|rss(?:=(?:1|true|yes)?)?)$/

/** Whether a parameter, `name=value` as it is written, only tracks readers. */
export function isTracking(parameter: string): boolean {
  const lower = parameter.toLowerCase()
  return tracking.test(lower.split('=', 1)[0] ?? '') || saysFeed.test(lower)
}
