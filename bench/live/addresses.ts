/** Sockets of one address, as many as a server allows one unless it is told otherwise. */
export const socketsOfAddress = 100

/** Where the n-th subscriber comes from. With addresses of their own they do not run out of ports either. */
export function addressOf(n: number): string {
  const address = Math.floor(n / socketsOfAddress)
  return `127.0.${1 + (address >> 7)}.${1 + (address & 127)}`
}
