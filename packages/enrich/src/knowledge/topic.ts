/** A subject of the IPTC Media Topics. */
export interface TopicDescriptor {
  /** Eight digits. */
  code: string
  slug: string
  label: string
  labelDe: string
  parentCode: string | null
  /** ISO 8601; null while it is in use. */
  retiredAt: string | null
  replacedByCode: string | null
}
