import { useLocation } from 'preact-iso';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n';
import { online } from '../state/online';
import { IconButton } from './Button';
import { Icon } from './Icon';
import { LanguageChoice, ThemeChoice } from './Preferences';
import { Shortcuts, showShortcuts, useListedKeys, useShortcut } from './shortcuts';
import { Toasts } from './toasts';
import { useReadingPlace } from './useReadingPlace';

/** What surrounds every screen. */
export function Shell({ children }: { children: ComponentChildren }) {
  const { path } = useLocation();
  const main = useRef<HTMLElement>(null);
  useReadingPlace();
  useEffect(() => {
    // Whoever follows a link is at the beginning of what it leads to, with the keyboard and the screen reader too.
    if (main.current !== null && document.activeElement?.tagName === 'A') {
      main.current.focus({ preventScroll: true });
    }
  }, [path]);
  return (
    <>
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t('common.skip')}
      </a>
      <Header />
      {!online.value && (
        <div class="banner" role="status">
          <Icon name="offline" />
          <span>{t('common.offlineBanner')}</span>
        </div>
      )}
      <main id="main" class="main" ref={main} tabIndex={-1}>
        {children}
      </main>
      <Toasts />
      <Shortcuts />
    </>
  );
}

function Header() {
  const { path, route } = useLocation();
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(false), [path]);
  useShortcut('n', 'common.goNew', () => route('/new'));
  useShortcut('g s', 'common.goSettings', () => route('/settings'));
  useShortcut('g j', 'common.goAdmin', () => route('/admin'));
  useShortcut('g a', 'common.goAsk', () => route('/ask'));
  useShortcut('g h', 'common.goHome', () => route('/'));
  useListedKeys('Esc', 'common.closeOpen');
  return (
    <header
      class="header"
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          setOpen(false);
        }
      }}
    >
      <a class="brand" href="/">
        <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="7" fill="currentColor" />
          <path d="M8 9h16M8 16h16M8 23h10" stroke="var(--ground)" stroke-width="3" stroke-linecap="round" />
        </svg>
        DeepWiki
      </a>
      <div id="header-menu" class={open ? 'header-menu is-open' : 'header-menu'}>
        <nav class="nav" aria-label={t('common.navigation')}>
          <Place href="/" at={path === '/' || path.startsWith('/wiki')}>
            {t('common.home')}
          </Place>
          <Place href="/ask" at={path === '/ask'}>
            {t('common.ask')}
          </Place>
          <Place href="/admin" at={path === '/admin' || path.startsWith('/jobs')}>
            {t('common.admin')}
          </Place>
          <Place href="/settings" at={path === '/settings'}>
            {t('common.settings')}
          </Place>
        </nav>
        <div class="header-tools">
          <LanguageChoice />
          <ThemeChoice />
          <IconButton icon="keyboard" label={t('common.shortcuts')} onClick={showShortcuts} />
        </div>
      </div>
      <IconButton
        icon={open ? 'close' : 'menu'}
        label={t('common.menu')}
        expanded={open}
        controls="header-menu"
        class="menu-button"
        onClick={() => setOpen(!open)}
      />
    </header>
  );
}

function Place({ href, at, children }: { href: string; at: boolean; children: ComponentChildren }) {
  return (
    <a href={href} aria-current={at ? 'page' : undefined}>
      {children}
    </a>
  );
}
