/** `$NAME`, `${NAME}`, `%NAME%`, `{{name}}`, `<your client id>`, `...`: what somebody left to be filled in. */
const PLACEHOLDER =
  /^(?:\$\{?([A-Za-z_]\w*)\}?|%([A-Za-z_]\w*)%|\{\{\s*([\w.-]+)\s*\}\}|<([^<>]{1,80})>|\.{3,}|…|x{4,})$/

/** True when the whole value is one. */
export const isPlaceholder = (value: string): boolean => PLACEHOLDER.test(value.trim())

/** The variable that it names, where it names one. */
export function placeholderName(value: string): string | undefined {
  const [, shell, cmd, postman] = PLACEHOLDER.exec(value.trim()) ?? []
  return shell ?? cmd ?? postman
}
