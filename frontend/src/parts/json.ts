/** JSON text, looked at without losing a digit: numbers are never read, only moved. */

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g
const INDENT = '  '

/** Why a text is not JSON; null if it is. */
export function jsonProblem(text: string): string | null {
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** The same JSON over several lines; anything else as it is. */
export function pretty(text: string): string {
  if (jsonProblem(text) !== null) return text
  const tokens = text.match(TOKENS) ?? []
  let depth = 0
  let result = ''
  tokens.forEach((token, i) => {
    const newline = (levels: number) => `\n${INDENT.repeat(levels)}`
    if (token === '{' || token === '[') {
      const isEmpty = tokens[i + 1] === '}' || tokens[i + 1] === ']'
      depth++
      result += isEmpty ? token : token + newline(depth)
    } else if (token === '}' || token === ']') {
      depth--
      const wasEmpty = tokens[i - 1] === '{' || tokens[i - 1] === '['
      result += wasEmpty ? token : newline(depth) + token
    } else if (token === ',') {
      result += token + newline(depth)
    } else {
      result += token === ':' ? ': ' : token
    }
  })
  return result
}
