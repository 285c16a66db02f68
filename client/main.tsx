import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { session } from './api/api.ts'
import { App } from './app/app.tsx'
import './tokens.css'

// The page's policy allows no code made from text, and zod would try it once.
z.config({ jitless: true })

// Another program may have had this port before, and its service worker would answer in our place.
void navigator.serviceWorker
  ?.getRegistrations()
  .then((found) => Promise.all(found.map((registration) => registration.unregister())))
  .catch(() => undefined)

void session.start()

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
