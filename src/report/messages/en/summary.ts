/** The job summary and the annotations. */
export const summary = {
  'headline.passed': 'CodeArts gate passed: {n} {n|pipeline|pipelines} succeeded',
  'headline.passed.allowed':
    'CodeArts gate passed: {n} {n|pipeline|pipelines} ended, none as `fail_on` forbids ({result})',
  'headline.failed': 'CodeArts gate failed ({result}): {failed} of {n} {n|pipeline|pipelines}',
  'headline.open': 'CodeArts gate not passed ({result}); the step does not fail, as `fail_on` says',
  'headline.advisory': '{verdict}; {failed} of {n} advisory {n|pipeline|pipelines} did not succeed',
  'headline.blocked': 'CodeArts gate could not judge',
  'headline.cancelled': 'CodeArts gate cancelled',

  'annotation.title': 'CodeArts gate',
  'annotation.pipeline': '{name}: {outcome}{where}. {next}',
  'annotation.more':
    'And {n} more {n|pipeline|pipelines} failed the gate: see the job summary or the output `failed_ids`.',

  'where.stage': ' in {stage}',
  'where.run': ', run {run}',
  'where.more': ' (and {n} more failed {n|step|steps})',

  'missing.detail.failed': 'Where it failed could not be fetched{why}.',
  'missing.detail.stopped': 'Where it was stopped could not be fetched{why}.',
  'missing.detail.doing': 'What it was doing could not be fetched{why}.',
  'missing.logs': 'Its logs could not be fetched{why}.',
  'missing.child':
    'The sub-pipeline run that {step} started could not be read{why}: pipeline {pipeline}, run {run}.',
  'missing.child.unknown': 'The sub-pipeline run that {step} started is not known{why}.',
  'missing.children': 'Its sub-pipelines could not be read{why}.',
  'missing.unfollowed':
    '{n} more failed {n|sub-pipeline was|sub-pipelines were} not read: open the run to see why.',
  'missing.unasked':
    'The {n|log|logs} of {n} more failed {n|step was|steps were} not asked for: open the run for {n|it|them}.',
  'missing.runs':
    '{n} more {n|run was|runs were} not looked into: open {n|it|them} in the console to see why.',
  'missing.log': 'The log of {step} could not be fetched{why}.',

  'tail.title': '{name}: the end of the log of {step} ({n} {n|line|lines})',
  'tail.fold': 'The end of the log of {step} ({n} {n|line|lines})',
  'tail.cut': '[…]',
  'tail.left_out': 'Its log is left out here; the report file has it.',

  'summary.flaky': 'Passed after a retry',
  'summary.attempt': 'attempt {n}',
  'summary.column.pipeline': 'Pipeline',
  'summary.column.outcome': 'Outcome',
  'summary.column.run': 'Run',
  'summary.column.stages': 'Stages',
  'summary.column.started': 'Started ({zone})',
  'summary.column.duration': 'Duration',
  'summary.column.executor': 'By',
  'summary.column.matched': 'Judged by',
  'summary.advisory': '{mark} Advisory: reported, and never fails the gate.',
  'summary.leftovers': 'Runs that this step had started',
  'summary.chart': 'When what ran ({zone})',
  'summary.chart.many': 'The time chart is left out: it is drawn for at most {limit} pipelines.',
  'summary.chart.long': 'The time chart is left out: it would be too long.',
  'summary.chart.cut': 'Stages beyond the first {limit} of a run are not drawn.',
  'summary.green': '{n} {n|pipeline|pipelines} succeeded',
  'summary.not_green': 'What is not green',
  'summary.red': 'What is red',
  'summary.open_run': 'open the run',
  'summary.open_child': 'open the run of the sub-pipeline',
  'summary.open_pipeline': 'open the pipeline',
  'summary.left_out': '{n} {n|row is|rows are} left out here; the report file has all.',
  'summary.left_out.red': '{n} more {n|pipeline is|pipelines are} not told here; the report file has all.',
  'summary.foot': '{polls} {polls|poll|polls} in {elapsed}, region {region}.',

  instant: '{time} {zone}',
  'instant.beijing': '{time} Asia/Shanghai',
  'zone.beijing': 'Asia/Shanghai',

  'duration.h': '{h}h',
  'duration.h.m': '{h}h {m}m',
  'duration.m': '{m}m',
  'duration.m.s': '{m}m {s}s',
  'duration.s': '{s}s',
  'duration.ms': '{ms}ms'
} as const
