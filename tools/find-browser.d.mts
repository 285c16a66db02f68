export declare const BROWSER_ARGS: string[]
export declare const CHOICE: string
export declare const candidates: () => string[]
export declare const findBrowser: () => string | undefined
