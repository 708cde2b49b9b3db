import { LocationProvider, Route, Router, useLocation } from 'preact-iso';
import { useEffect } from 'preact/hooks';
import { api, call } from './api/client';
import { useEnvironment } from './state/environment';
import { seen } from './state/resource';
import { loggedIn, session, sessionEpoch, Unseen } from './state/session';
import { lazyScreen } from './ui/lazyScreen';
import { Shell } from './ui/Shell';

const Home = lazyScreen(() => import('./screens/home/HomeScreen'));
const NewWiki = lazyScreen(() => import('./screens/create/NewWikiScreen'));
const Job = lazyScreen(() => import('./screens/job/JobScreen'));
const Wiki = lazyScreen(() => import('./screens/wiki/WikiScreen'));
const Ask = lazyScreen(() => import('./screens/ask/AskScreen'));
const Admin = lazyScreen(() => import('./screens/admin/AdminScreen'));
const Settings = lazyScreen(() => import('./screens/settings/SettingsScreen'));
const Login = lazyScreen(() => import('./screens/login/LoginScreen'));
const Missing = lazyScreen(() => import('./screens/missing/MissingScreen'));

/** Fetches the screen at an address already, while the texts come. */
export function preloadScreen(path: string): void {
  const screens = { '': Home, new: NewWiki, jobs: Job, wiki: Wiki, ask: Ask, admin: Admin, settings: Settings };
  const first = path.split('/')[1] ?? '';
  (Object.hasOwn(screens, first) ? screens[first as keyof typeof screens] : Missing).preload();
}

export function App() {
  return (
    <LocationProvider>
      <Shell>
        <Screens />
      </Shell>
    </LocationProvider>
  );
}

/** The screen at this address; while somebody logs in it waits unseen, with what was typed into it. */
function Screens() {
  const { path } = useLocation();
  useAccess();
  const locked = session.value === 'needed';
  return (
    <>
      {locked && <Login />}
      <div style={{ display: locked ? 'none' : 'contents' }}>
        <Unseen.Provider value={locked}>{isReadable(path) ? <Screen /> : <Missing />}</Unseen.Provider>
      </div>
    </>
  );
}

function Screen() {
  return (
    <Router>
      <Route path="/" component={Home} />
      <Route path="/new" component={NewWiki} />
      <Route path="/jobs/:id" component={Job} />
      <Route path="/wiki/:id/:page?" component={Wiki} />
      <Route path="/ask" component={Ask} />
      <Route path="/admin" component={Admin} />
      <Route path="/settings" component={Settings} />
      <Route default component={Missing} />
    </Router>
  );
}

/** Whether every escape in it means something: the router fails on one that does not. */
function isReadable(path: string): boolean {
  try {
    return decodeURIComponent(path) !== ''; // what nobody uses, the build would leave out
  } catch {
    return false;
  }
}

/**
 * Asks whether an access code is needed, beside what the screen asks for: whichever answers first tells it. Asks again when somebody comes
 * back to a tab that waits for the code: it may have been entered in another one.
 */
function useAccess(): void {
  const environment = useEnvironment();
  useEffect(() => {
    const left = new AbortController();
    const look = () => {
      const asked = sessionEpoch.value;
      call(environment, api.access(), left.signal)
        .then(({ login_required }) => {
          if (asked !== sessionEpoch.value) {
            return; // the code has been entered meanwhile
          }
          if (login_required) {
            session.value = 'needed';
          } else if (session.value === 'needed') {
            loggedIn();
          }
        })
        .catch(seen); // what the screen asks for says it better
    };
    const stop = environment.visibility.onChange(() => {
      if (session.value === 'needed' && !environment.visibility.hidden()) {
        look();
      }
    });
    look();
    return () => {
      left.abort();
      stop();
    };
  }, [environment]);
}
