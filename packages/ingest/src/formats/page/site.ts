/** Whether two hosts are one site's: the same but for `www.`, `m.` and `amp.`, or one of them below the other. */
export function isSameSite(a: string, b: string): boolean {
  const [one, other] = [a, b].map(mainHost)
  if (one === undefined || other === undefined) return false
  return one === other || isBelow(one, other) || isBelow(other, one)
}

function mainHost(host: string): string {
  return host.toLowerCase().replace(/^(?:www|m|mobile|amp)\.(?=.+\.)/, '')
}

function isBelow(host: string, parent: string): boolean {
  return parent.includes('.') && host.endsWith(`.${parent}`)
}
