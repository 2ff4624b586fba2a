/** Whether a request's path can be decoded. Next answers 500 to one that cannot, such as `/%`. */
export function isReadablePath(target: string | undefined): boolean {
  const [path = '/'] = (target ?? '/').split('?', 1)
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
