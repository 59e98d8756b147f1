/** The zone that people read times in. */
export interface TimeZone {
  /** IANA name, as it was given. */
  readonly name: string
  /** What a clock on the wall of this zone shows: `2026-11-24 20:00:00`. */
  readonly wallClock: (epochMs: number) => string
}

/** UTC, where no zone is asked for. */
export const UTC: TimeZone = { name: 'UTC', wallClock: utcClock }

/** How far the wall clock is ahead of UTC at an instant, in milliseconds. */
export function offsetMs({ wallClock }: TimeZone, epochMs: number): number {
  const wall = Date.parse(`${wallClock(epochMs).replace(' ', 'T')}Z`)
  return wall - Math.floor(epochMs / 1000) * 1000
}

/** @param name a zone that `Intl` knows. Its tables are read when the first time is shown, and never for UTC. */
export function timeZoneOf(name: string): TimeZone {
  if (name.toUpperCase() === 'UTC') return UTC
  let format: Intl.DateTimeFormat | null = null
  return {
    name,
    wallClock: epochMs => {
      format ??= formatIn(name)
      const parts = Object.fromEntries(format.formatToParts(epochMs).map(({ type, value }) => [type, value]))
      const { year = '', month = '', day = '', hour = '', minute = '', second = '' } = parts
      return `${year.padStart(4, '0')}-${month}-${day} ${hour}:${minute}:${second}`
    }
  }
}

function utcClock(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 19).replace('T', ' ')
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const two = '2-digit'
  const fields = { year: 'numeric', month: two, day: two, hour: two, minute: two, second: two } as const
  return new Intl.DateTimeFormat('en-GB', { ...fields, timeZone, hourCycle: 'h23', calendar: 'gregory' })
}
