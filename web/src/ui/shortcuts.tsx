import { signal } from '@preact/signals';
import { useContext, useEffect, useRef } from 'preact/hooks';
import { t, type Key } from '../i18n';
import { singleKeys } from '../state/preferences';
import { Unseen } from '../state/session';
import { Dialog } from './Dialog';

/** A key as `KeyboardEvent.key` names it, or two after each other: `g h`. */
interface Shortcut {
  readonly keys: string;
  readonly label: Key;
  /** Missing: what has the focus listens for it itself. */
  readonly run?: () => void;
}

const PATIENCE = 1_200;
const registered = signal<readonly Shortcut[]>([]);
const listShown = signal(false);
let begun: { key: string; at: number } | null = null;

/** Makes a key do something while a view is there, and lists it under `?`. The newest view wins. */
export function useShortcut(keys: string, label: Key, run: () => void): void {
  const newest = useRef(run);
  newest.current = run;
  const unseen = useContext(Unseen);
  useEffect(() => (unseen ? undefined : register({ keys, label, run: () => newest.current() })), [keys, label, unseen]);
}

/** Lists keys under `?` that something listens for while it has the focus. */
export function useListedKeys(keys: string, label: Key): void {
  useEffect(() => register({ keys, label }), [keys, label]);
}

/** @returns takes it back */
function register(shortcut: Shortcut): () => void {
  registered.value = [shortcut, ...registered.value];
  return () => {
    registered.value = registered.value.filter((other) => other !== shortcut);
  };
}

export function showShortcuts(): void {
  listShown.value = true;
}

/** Where a key is typed, it is typed. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement ||
      (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type)))
  );
}

function press(event: KeyboardEvent): void {
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  const busy = document.querySelector('dialog[open]') !== null;
  if (modified || busy || event.defaultPrevented || isTyping(event.target) || singleKeys.value === 'off') {
    begun = null;
    return;
  }
  const now = event.timeStamp;
  const pair = begun !== null && now - begun.at <= PATIENCE ? `${begun.key} ${event.key}` : null;
  const run = runOf(pair) ?? runOf(event.key);
  begun = run === undefined ? { key: event.key, at: now } : null;
  if (run !== undefined) {
    event.preventDefault();
    run();
  }
}

function runOf(pressed: string | null): (() => void) | undefined {
  return registered.value.find(({ keys, run }) => run !== undefined && keys === pressed)?.run;
}

/** Listens for keys, and shows the list of them. One for the page. */
export function Shortcuts() {
  useEffect(() => {
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  useShortcut('?', 'common.showShortcuts', showShortcuts);
  return listShown.value ? <ShortcutList onClose={() => (listShown.value = false)} /> : null;
}

function ShortcutList({ onClose }: { onClose: () => void }) {
  const shown = registered.value.filter(
    (shortcut, index, all) => all.findIndex(({ keys }) => keys === shortcut.keys) === index,
  );
  return (
    <Dialog title={t('common.shortcuts')} onClose={onClose}>
      <div class="stack">
        <dl class="keys">
          {[...shown].reverse().map(({ keys, label }) => (
            <>
              <dt key={keys}>
                {keys.split(' ').map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{t(label)}</dd>
            </>
          ))}
        </dl>
        <label class="row">
          <input
            type="checkbox"
            checked={singleKeys.value === 'on'}
            onChange={(event) => (singleKeys.value = event.currentTarget.checked ? 'on' : 'off')}
          />
          <span>{t('common.singleKeys')}</span>
        </label>
      </div>
    </Dialog>
  );
}
