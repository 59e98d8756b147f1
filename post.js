// GitHub runs this after every step: only one that has left runs or statuses behind needs the bundle, and is told that it is the post step.
const isLeft = Object.entries(process.env).some(
  ([name, value]) => /^STATE_(run|status)_/.test(name) && value !== ''
)
if (isLeft) {
  process.argv.splice(2, Number.POSITIVE_INFINITY, 'post')
  await import('./dist/index.js')
}
