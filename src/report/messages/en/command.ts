/** The bundle as a command: its help, and arguments that cannot be used. */
export const command = {
  'help.usage': 'Usage: `node dist/index.js [--name VALUE]…`',
  'help.about':
    'Waits for Huawei Cloud CodeArts pipelines and succeeds only if each of them is known to have succeeded.',
  'help.values':
    'Every input can be an argument (--pipeline-ids VALUE or --pipeline-ids=VALUE) or an environment variable (INPUT_PIPELINE_IDS); the argument wins. The value `true` can be left out: --dry-run.',
  'help.inputs': 'Inputs',
  'help.secrets':
    'Secrets (environment variables only, because every process on the machine can read arguments)',
  'help.default': 'Default: {value}.',
  'help.others': 'Other arguments',
  'help.help': 'Shows this text; with `--language zh` in Chinese.',
  'help.version': 'Shows the version.',
  'help.exit':
    'Exit status: 0 passed; 1 gate failed; 2 no verdict, invalid input or cancelled. On GitHub and compatible runners only 0 and 1.',

  'issue.argument_secret':
    'cannot be an argument, because every process on the machine can read arguments; set the environment variable {variable}',
  'issue.argument_unknown': 'unknown argument; `--help` lists all of them',
  'issue.argument_near': 'unknown argument; did you mean {meant}?',
  'issue.argument_value':
    'needs a value: {argument} VALUE, or {argument}=VALUE where the value begins with a dash',
  'issue.argument_twice':
    'given more than once; give it once, with several values separated by commas or new lines',
  'issue.argument_first': 'only works as the first argument',
  'issue.argument_stray':
    'an argument does not belong to any input; expected --name VALUE or --name=VALUE, and `--help` lists the names',
  'issue.argument_more': '{n} more invalid {n|argument|arguments}'
} as const
