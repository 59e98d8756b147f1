/** `npm run bench` plays every random story; the daily tests play a share of them. */
const isBench = process.env.BENCH !== undefined

/** How many random stories to play. @param part how many of them the daily tests play */
export function share(all: number, part: number): number {
  return isBench ? all : part
}
