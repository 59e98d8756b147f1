import fc from 'fast-check'

const SURROGATES = { from: 0xd800, count: 0x800 }
/** Any character. fast-check's own `binary` needs a second to be made, in each suite that uses it. */
const character = fc
  .integer({ min: 0, max: 0x10ffff - SURROGATES.count })
  .map(n => String.fromCodePoint(n < SURROGATES.from ? n : n + SURROGATES.count))

/** Texts of any characters, those below 256 as often as all others. */
export const anyText = (maxLength: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.oneof(
      fc.integer({ min: 0, max: 0xff }).map(n => String.fromCodePoint(n)),
      character
    ),
    maxLength
  })
