/** How long the log has to get out before the process is ended: nobody may be reading it. */
const LAST_WORDS_MS = 500

/** What Node calls the requests that a thread of its pool works on. */
const IN_THE_POOL = /^(GetAddrInfo|GetNameInfo|FSReq)/

/**
 * Ends the process with the exit status that is set, whatever is still running in it. Outputs and summary have been
 * written by then; the log goes through a pipe and may need a moment.
 */
export async function endProcess(): Promise<never> {
  const written = new Promise(resolve => process.stdout.write('', resolve))
  await Promise.race([written, new Promise(resolve => setTimeout(resolve, LAST_WORDS_MS))])
  exitNow()
}

/** Ends the process with the exit status that is set, without another word. */
export function exitNow(): never {
  if (process.getActiveResourcesInfo().some(name => IN_THE_POOL.test(name))) leaveThreads()
  process.exit()
}

/**
 * Whether the process can end while a thread of Node's pool is at work: `process.exit()` waits for the thread, however
 * long that takes, but another program in the place of this one does not. Node has that since 22.15, not on Windows.
 */
export function canLeaveThreads(): boolean {
  return process.execve !== undefined && process.platform !== 'win32'
}

/** Ends the process if it can; where only a kill is left, a red end is worth it, and a green one waits. */
function leaveThreads(): void {
  const status = process.exitCode ?? 0
  if (canLeaveThreads())
    process.execve?.(process.execPath, [process.execPath, '-e', `process.exit(${status})`], {
      ...process.env,
      NODE_OPTIONS: ''
    })
  if (status !== 0) process.kill(process.pid, 'SIGKILL')
}
