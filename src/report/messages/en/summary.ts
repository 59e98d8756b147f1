/** The job summary and the annotations. */
export const summary = {
  'headline.passed': 'CodeArts gate passed: {n} {n|pipeline|pipelines} succeeded',
  'headline.passed.allowed':
    'CodeArts gate passed: {n} {n|pipeline|pipelines} finished, no outcome is in `fail_on` ({result})',
  'headline.failed': 'CodeArts gate failed ({result}): {failed} of {n} {n|pipeline|pipelines}',
  'headline.started': 'CodeArts gate: {n} {n|run|runs} started, not waited for',
  'headline.open': 'CodeArts gate not passed ({result}); the step does not fail because of `fail_on`',
  'headline.advisory': '{verdict}; {failed} of {n} advisory {n|pipeline|pipelines} did not succeed',
  'headline.blocked': 'CodeArts gate could not reach a verdict',
  'headline.cancelled': 'CodeArts gate cancelled',

  'annotation.title': 'CodeArts gate',
  'annotation.pipeline': '{name}: {outcome}{where}. {next}',
  'annotation.more':
    'And {n} more {n|pipeline|pipelines} failed: see the job summary or the output `failed_ids`.',

  'where.stage': ' in {stage}',
  'where.run': ', run {run}',
  'where.more': ' (and {n} more failed {n|step|steps})',

  'missing.detail.failed': 'The failed step could not be fetched{why}.',
  'missing.detail.stopped': 'The step where it was cancelled could not be fetched{why}.',
  'missing.detail.doing': 'The current step could not be fetched{why}.',
  'missing.logs': 'Its logs could not be fetched{why}.',
  'missing.child':
    'The sub-pipeline run started by {step} could not be fetched{why}. Open it in the console: pipeline ID {pipeline}, run ID {run}.',
  'missing.child.unknown':
    'The sub-pipeline run started by {step} could not be identified{why}: open the run to see it.',
  'missing.children': 'Its sub-pipelines could not be fetched{why}.',
  'missing.unfollowed':
    '{n} more failed {n|sub-pipeline was|sub-pipelines were} not fetched: open the run to see why.',
  'missing.unasked':
    'The {n|log|logs} of {n} more failed {n|step was|steps were} not fetched: open the run to read {n|it|them}.',
  'missing.runs':
    'The details of {n} more {n|run were|runs were} not fetched: open {n|it|them} in the console to see why.',
  'missing.log': 'The log of {step} could not be fetched{why}.',

  'tail.title': '{name}: last {n} log {n|line|lines} of {step}',
  'tail.fold': 'Last {n} log {n|line|lines} of {step}',
  'tail.cut': '[…]',
  'tail.left_out': 'Log omitted; see the report file.',

  'summary.flaky': 'Passed after a retry',
  'summary.attempt': 'attempt {n}',
  'summary.passed_on': 'passed on attempt {n}',
  'summary.column.pipeline': 'Pipeline',
  'summary.column.outcome': 'Outcome',
  'summary.column.run': 'Run',
  'summary.column.stages': 'Stages',
  'summary.column.started': 'Started ({zone})',
  'summary.column.duration': 'Duration',
  'summary.column.executor': 'Triggered by',
  'summary.column.matched': 'Matched by',
  'summary.ended_before': 'Ended before this step began: {list}.',
  'summary.ended_before.one': '{name} {run} ({time} before)',
  'summary.advisory': '{mark} Advisory: reported, never fails the gate.',
  'summary.leftovers': 'Runs started by this step',
  'summary.chart': 'Timeline ({zone})',
  'summary.chart.many': 'Timeline omitted: it is drawn for up to {limit} pipelines.',
  'summary.chart.long': 'Timeline omitted: it is too long.',
  'summary.chart.cut': 'Only the first {limit} stages of a run are drawn.',
  'summary.green': '{n} {n|pipeline|pipelines} succeeded',
  'summary.not_green': 'Pipelines that did not succeed',
  'summary.next': 'Next step',
  'summary.red': 'Failed pipelines',
  'summary.open_run': 'open the run',
  'summary.open_child': 'open the sub-pipeline run',
  'summary.unnamed':
    '{n} {n|pipeline is|pipelines are} shown by ID: the number of requests that look up names is limited.',
  'summary.left_out': '{n} {n|row|rows} omitted; see the report file.',
  'summary.in_table': '{n} more {n|pipeline is|pipelines are} in the table below.',
  'summary.foot': 'Polled {polls} {polls|time|times} in {elapsed}, {place}.',

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
