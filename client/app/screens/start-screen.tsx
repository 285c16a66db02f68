import StartPage, { type StartPageProps } from '../../features/environments/start-page.tsx'
import { useVariables } from '../use-variables.ts'

/** The ways to an environment; the names of the program's variables are asked for while it is open. */
export default function StartScreen(props: Omit<StartPageProps, 'variables'>) {
  return <StartPage {...props} variables={useVariables()} />
}
