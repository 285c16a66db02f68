export declare const BROWSER_ARGS: string[]
export declare const findBrowser: () => string | undefined
