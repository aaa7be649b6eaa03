/** Filter expressions, with the constants folded away: Meilisearch has no way to write "everything". */

/** `true` is everything, `false` nothing; a string is an expression that can stand between operators. */
export type Expression = string | boolean;

/** Escaped as Meilisearch's filter parser reads it: quotes first, then backslash escapes. */
const quoted = (value: string): string => `"${value.replace(/["\\]/g, '\\$&')}"`;

export const equal = (attribute: string, value: string | boolean): Expression => `${attribute} = ${quoted(String(value))}`;

/** In the order in which the server sorts. */
export const behind = (attribute: string, value: string): Expression => `${attribute} > ${quoted(value)}`;

export function oneOf(attribute: string, values: readonly string[]): Expression {
  return values.length === 0 ? false : `${attribute} IN [${values.map(quoted).join(', ')}]`;
}

export function not(expression: Expression): Expression {
  return typeof expression === 'boolean' ? !expression : `(NOT ${expression})`;
}

export const and = (expressions: readonly Expression[]): Expression => join(expressions, true, ' AND ');
export const or = (expressions: readonly Expression[]): Expression => join(expressions, false, ' OR ');

function join(expressions: readonly Expression[], neutral: boolean, operator: string): Expression {
  if (expressions.includes(!neutral)) return !neutral;
  const parts = [...new Set(expressions)].filter((e) => typeof e === 'string');
  if (parts.length === 0) return neutral;
  return parts.length === 1 ? parts[0]! : `(${parts.join(operator)})`;
}
