/** What stands in a record under a key that came from outside: "constructor" is an id like any other. */
export const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(record, key) ? record[key] : undefined)
