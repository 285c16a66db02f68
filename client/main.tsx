import './no-code-from-text.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { session } from './api/api.ts'
import { App } from './app/app.tsx'
import './tokens.css'

// Another program may have had this port before, and its service worker would answer in our place.
void navigator.serviceWorker
  ?.getRegistrations()
  .then((found) => Promise.all(found.map((registration) => registration.unregister())))
  .catch(() => undefined)

void session.start()
addEventListener('hashchange', () => void session.addressChanged())

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
