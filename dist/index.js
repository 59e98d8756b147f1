// What a user starts. A file is parsed as a whole before any of it runs, so that this one speaks Node 12's JavaScript
// and loads the rest: an older Node than the gate needs would else end with a stack trace, at times after an hour.
'use strict'

/** The first Node that has all that the gate uses. */
const MAJOR = 20
const MINOR = 3

const [major, minor] = process.versions.node.split('.').map(Number)
if (major > MAJOR || (major === MAJOR && minor >= MINOR)) {
  require('./gate.js')
} else if (process.argv.length !== 3 || process.argv[2] !== 'post') {
  process.exitCode = 2
  console.log(
    `CodeArts gate needs Node ${MAJOR}.${MINOR} or later, and this is ${process.version}: install a newer one and run it again. / CodeArts 门禁需要 Node ${MAJOR}.${MINOR} 或更高版本，当前为 ${process.version}：请安装新版本后重新运行。`
  )
}
