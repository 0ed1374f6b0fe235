import { config } from 'zod'
import './style/tokens.css'

// The content security policy forbids eval, with which zod would compile its schemas: said before any schema is made.
config({ jitless: true })
await import('./app.ts')
