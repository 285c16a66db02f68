/** One parameter a line, exactly as `sed 's/&/\n&/g'` prints the URL. */
export const printByLine = (url: string): string => url.replaceAll('&', '\n&')
