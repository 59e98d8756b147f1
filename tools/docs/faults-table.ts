import { isGreen, type Fault } from '../../__tests__/e2e/faults.js'

/** The faults as a Markdown table. */
export function faultsTable(faults: readonly Fault[]): string {
  const rows = faults.map(fault => {
    const { group, name, result, holds } = fault
    const known =
      holds ?? (isGreen(fault) ? 'the run and its success' : `\`${result}\`, what failed and what to do`)
    return `| ${group} | ${name} | ${isGreen(fault) ? 'green' : 'red'} | ${known} |`
  })
  return ['| group | fault | step | outputs and summary hold |', '|---|---|---|---|', ...rows].join('\n')
}
