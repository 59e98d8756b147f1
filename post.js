// GitHub runs this after a step that was cancelled or has failed: the bundle is told which of its two parts it plays.
process.argv.push('post')
await import('./dist/index.js')
