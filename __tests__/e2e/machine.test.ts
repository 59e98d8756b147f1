import { describe, expect, it } from '@jest/globals'
import { A, B, cloud, ends, pipeline } from './cloud.js'
import { step } from './harness.js'
import { sample } from '../sample.js'

const DRIVE = String.raw`D:\a\_temp`

/** A module that makes Node speak as on Windows: its line ends, its paths, and a drive that is the step's home. */
function windows(): string {
  const source = `import fs from 'node:fs'
    import os from 'node:os'
    import path from 'node:path'
    const drive = ${JSON.stringify(DRIVE)}
    const here = told => {
      const text = String(told)
      return text.startsWith(drive) ? process.env.HOME + text.slice(drive.length).replaceAll('\\\\', '/') : told
    }
    for (const name of ['openSync', 'readFileSync', 'writeFileSync', 'appendFileSync', 'existsSync', 'statSync']) {
      const real = fs[name]
      fs[name] = (file, ...rest) => real(here(file), ...rest)
    }
    const make = fs.mkdtempSync
    fs.mkdtempSync = prefix => prefix + make(here(prefix)).slice(here(prefix).length)
    path.join = path.win32.join
    Object.defineProperty(os, 'EOL', { value: '\\r\\n' })`
  return `data:text/javascript,${encodeURIComponent(source)}`
}

describe('odd machines', () => {
  it.concurrent.each(sample(['success', 'error'] as const))(
    'a log that nobody reads does not change the end (%s)',
    async state => {
      await using made = await cloud([
        pipeline(A, ends('running'), ends(state, 600)),
        pipeline(B, ends('success'))
      ])
      const { inputs } = made
      const ended = await step(inputs([A, B]), { during: child => child.closeLog() })
      expect(ended).toMatchObject({ code: state === 'success' ? 0 : 1, outputs: { result: state } })
      expect(ended.summary).toContain('|')
    }
  )

  it.concurrent('a connection that the server closes between two looks', async () => {
    await using made = await cloud([pipeline(A, ends('running'), ends('success', 1_000))])
    const { inputs, served } = made
    const timer = setInterval(() => served.dropIdle(), 30)
    const ended = await step(inputs([A], { poll_interval: '100ms' }))
    clearInterval(timer)
    expect(ended).toMatchObject({ code: 0, outputs: { passed: 'true' } })
  })

  // From a disk that holds next to nothing to one that holds everything, in blocks of 512 bytes.
  it.concurrent.each(sample([1, 2, 3, 4, 64]))(
    'a disk with room for %i blocks holds all outputs or none, `passed` last',
    async blocks => {
      await using made = await cloud([pipeline(A, ends('success')), pipeline(B, ends('success'))])
      const ended = await step(made.inputs([A, B]), { before: `ulimit -f ${blocks}` })
      const all = ['result', 'pipelines', 'failed_ids', 'run_ids', 'report_path', 'passed']
      expect(ended.code).toBe(0)
      expect([[], all]).toContainEqual(Object.keys(ended.outputs))
      if (blocks === 1) expect(ended.outputs).toEqual({})
      if (blocks === 64) expect(ended.outputs.passed).toBe('true')
    }
  )

  it.concurrent.each(sample(['success', 'error'] as const))(
    'lines and paths as on Windows (%s)',
    async state => {
      await using made = await cloud([pipeline(A, ends(state)), pipeline(B, ends('success'))])
      const { v5 } = made
      const path = (name: string): string => `${DRIVE}\\${name}`
      const ended = await step(
        { ...v5([A, B], { language: 'en' }), pipeline_ids: `${A}\r\n${B}\r\n`, fail_on: 'error,\r\naborted' },
        {
          nodeArguments: ['--import', windows()],
          env: {
            RUNNER_TEMP: DRIVE,
            GITHUB_OUTPUT: path('output'),
            GITHUB_STEP_SUMMARY: path('summary'),
            GITHUB_STATE: path('state')
          },
          placeOf: (told, home) => home + told.slice(DRIVE.length).replaceAll('\\', '/')
        }
      )
      expect(ended).toMatchObject({
        code: state === 'success' ? 0 : 1,
        stderr: '',
        outputs: { result: state }
      })
      expect(ended.outputs.report_path).toMatch(/^D:\\a\\_temp\\codearts-gate-\w+\\report\.json$/)
      expect(ended.pipelines.map(({ id }) => id)).toEqual([A, B])
      expect(Object.keys(ended.outputs)).toContain('passed')
      // Every line of the log ends as the machine's lines do, also those inside of longer texts.
      expect(
        ended.stdout
          .split('\n')
          .slice(0, -1)
          .filter(line => !line.endsWith('\r'))
      ).toEqual([])
      expect(ended.summary).toContain('| pipeline-a000 |')
    }
  )
})
