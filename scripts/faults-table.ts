interface Row {
  readonly group: string
  readonly name: string
  readonly result: string
  readonly holds?: string
}

/** The faults as a Markdown table. */
export function faultsTable(faults: readonly Row[]): string {
  const rows = faults.map(({ group, name, result, holds }) => {
    const green = result === 'success' || result === ''
    const known = holds ?? (green ? 'the run and its success' : `\`${result}\`, the failure and what to do`)
    return `| ${group} | ${name} | ${green ? 'green' : 'red'} | ${known} |`
  })
  return ['| group | fault | step | outputs and summary hold |', '|---|---|---|---|', ...rows].join('\n')
}
