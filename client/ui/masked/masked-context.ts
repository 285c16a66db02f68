import { createContext } from 'react'

/** True while the page is masked for a screenshot: editors become plain text, and nothing can be typed. */
export const MaskedContext = createContext(false)
