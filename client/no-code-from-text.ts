import { z } from 'zod'

// The page's policy allows no code made from text, and zod would try it for the first schema. Imported before any.
z.config({ jitless: true })
