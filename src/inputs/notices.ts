/** What a user should know of inputs that can be used. Its text is `notice.CODE`. */
export interface Notice {
  readonly code: NoticeCode
  readonly isWarning: boolean
  readonly params: Readonly<Record<string, string | number>>
}

export type NoticeCode =
  | 'commit_event'
  | 'commit_event_empty'
  | 'commit_ci'
  | 'commit_ci_empty'
  | 'commit_any'
  | 'commit_any_event'
  | 'commit_any_nothing'
  | 'commit_v3'
  | 'commit_v3_ci'
  | 'address_run'
  | 'unknown_inputs'
  | 'unknown_inputs_more'
  | 'sweep_sha'

export function info(code: NoticeCode, params: Notice['params'] = {}): Notice {
  return { code, isWarning: false, params }
}

export function warning(code: NoticeCode, params: Notice['params'] = {}): Notice {
  return { code, isWarning: true, params }
}
