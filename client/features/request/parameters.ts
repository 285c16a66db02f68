export type Parameters = readonly (readonly [string, string])[]
export type ParameterList = [string, string][]

/** First value of that name; undefined when there is none. */
export const parameter = (list: Parameters, name: string): string | undefined =>
  list.find(([key]) => key === name)?.[1]

/** Changes the first of that name in place, or adds one at the end; an empty value removes it. */
export function withParameter(list: Parameters, name: string, value: string): ParameterList {
  const at = list.findIndex(([key]) => key === name)
  if (value === '') return copy(list.filter((_, index) => index !== at))
  if (at < 0) return [...copy(list), [name, value]]
  return list.map(([key, old], index): [string, string] => (index === at ? [key, value] : [key, old]))
}

export const withoutIndex = (list: Parameters, at: number): ParameterList =>
  copy(list.filter((_, index) => index !== at))

export const withValueAt = (list: Parameters, at: number, value: string): ParameterList =>
  list.map(([key, old], index): [string, string] => [key, index === at ? value : old])

const copy = (list: Parameters): ParameterList => list.map(([key, value]): [string, string] => [key, value])
