/** What a message says before its stack. */
export const firstLine = (text: string): string => text.split('\n', 1)[0] ?? text
