export function licenceFaults(
  packages: readonly string[],
  list: string,
  licenceOf?: (name: string) => string
): string[]
