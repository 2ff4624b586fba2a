/**
 * Signals a process that was started `detached`, and with it all that it has started: a command's own
 * process may be a thin wrapper that waits for the rest and hears no signal.
 */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  // Windows has no groups, and one that leads none is still to end itself.
  const isLeader = process.platform !== 'win32' && send(-pid, signal)
  if (!isLeader) send(pid, signal)
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
    throw error
  }
}
