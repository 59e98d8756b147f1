export const PROJECT = 'c'.repeat(32)
export const COMMIT = '0123456789abcdef0123456789abcdef01234567'
export const OTHER_COMMIT = 'f'.repeat(40)
export const IDS = ['a', 'b', 'd'].map(letter => letter.repeat(32))
