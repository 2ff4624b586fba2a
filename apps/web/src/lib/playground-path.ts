/** Whether a path is the playground's, the one page that is an application in the browser. */
export function isPlayground(pathname: string): boolean {
  return pathname === '/playground' || pathname.startsWith('/playground/')
}
