/** `npm run bench` plays every random story; for every day a share of them has to do. */
const isBench = process.env.BENCH !== undefined

/** How many random stories to play. @param part how many of them have to do for every day */
export function share(all: number, part: number): number {
  return isBench ? all : part
}
