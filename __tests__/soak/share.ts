/** `SOAK=full`, which `npm run bench -- soak` sets, plays every random story; else a share of them has to do. */
const isFull = process.env.SOAK === 'full'

/** How many random stories to play. @param part how many of them have to do for every day */
export function share(all: number, part: number): number {
  return isFull ? all : part
}
