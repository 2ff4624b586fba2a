// The thread's program where nothing has been bundled: a thread of Node does not take up the loader for
// TypeScript that its process was started with.
import { register } from 'tsx/esm/api'

register()
await import('./document-thread.ts')
