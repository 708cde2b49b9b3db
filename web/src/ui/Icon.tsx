/** Drawn with strokes on a field of 24 by 24; they say nothing that a text beside them does not. */
const PATHS = {
  add: 'M12 5v14M5 12h14',
  alert: 'M12 8v5m0 3.5v.01M10.3 4 2.6 17.5A2 2 0 0 0 4.3 20.5h15.4a2 2 0 0 0 1.7-3L13.7 4a2 2 0 0 0-3.4 0Z',
  back: 'M19 12H5m6-6-6 6 6 6',
  book: 'M4 5.5A2.5 2.5 0 0 1 6.5 3H20v15H6.5A2.5 2.5 0 0 0 4 20.5ZM4 20.5A2.5 2.5 0 0 0 6.5 21H20v-3',
  branch: 'M6 4v12m0 0a2 2 0 1 0 0 4 2 2 0 0 0 0-4Zm12-8a2 2 0 1 0 0-4 2 2 0 0 0 0 4Zm0 0c0 4-4 5-10 6',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  clock: 'M12 7v5l3 2m6-2a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z',
  close: 'M6 6l12 12M18 6 6 18',
  copy: 'M9 9h11v11H9ZM5 15H4V4h11v1',
  down: 'm6 9 6 6 6-6',
  chat: 'M4 5h16v11H11l-5 4v-4H4Z',
  download: 'M12 4v11m-4.5-4.5L12 15l4.5-4.5M5 20h14',
  expand: 'M9 4H4v5m11-5h5v5M4 15v5h5m11-5v5h-5',
  fit: 'M4 9V4h5m6 0h5v5m0 6v5h-5m-6 0H4v-5m5-5h6v4H9Z',
  less: 'M5 12h14',
  list: 'M9 6h11M9 12h11M9 18h11M4.5 6v.01M4.5 12v.01M4.5 18v.01',
  send: 'M12 19V5m-6 6 6-6 6 6',
  external: 'M14 4h6v6m0-6-9 9M18 14v6H4V6h6',
  folder:
    'M3 6.5A1.5 1.5 0 0 1 4.5 5H9l2 2.5h8.5A1.5 1.5 0 0 1 21 9v9.5a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 18.5Z',
  key: 'M14.5 4a5.5 5.5 0 1 1-4.6 8.5L4 18.4V20h3v-2h2v-2l1.7-1.7M16 8.5v.01',
  keyboard: 'M3 6h18v12H3Zm4 4v.01M10.3 10v.01M13.6 10v.01M17 10v.01M7 14h10',
  lock: 'M6 11h12v9H6Zm2.5 0V7.5a3.5 3.5 0 0 1 7 0V11',
  menu: 'M4 7h16M4 12h16M4 17h16',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z',
  next: 'M5 12h14m-6-6 6 6-6 6',
  offline:
    'M3 3l18 18M8.5 15a5 5 0 0 1 5.2-1.2M5 11.5a10 10 0 0 1 4-2.3M2 8a15 15 0 0 1 3.5-2.2M12 19v.01M11 5a15 15 0 0 1 11 3M15 9.7a10 10 0 0 1 4 1.8',
  pause: 'M8 5v14M16 5v14',
  play: 'M7 4.5v15l12-7.5Z',
  remove: 'M4 7h16M9 7V4h6v3m3 0-1 13H7L6 7m4 4v5m4-5v5',
  retry: 'M20 12a8 8 0 1 1-2.5-5.8M20 3v4.5h-4.5',
  search: 'm20 20-4.5-4.5M17.5 11a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0Z',
  settings: 'M4 7h9m4 0h3M4 17h3m4 0h9M15 4.5v5M9 14.5v5',
  spinner: 'M12 3a9 9 0 1 1-8.5 6',
  stop: 'M6 6h12v12H6Z',
  sun: 'M12 3v1.5m0 15V21m9-9h-1.5M4.5 12H3m15.4-6.4-1.1 1.1M6.7 17.3l-1.1 1.1m0-12.8 1.1 1.1m10.6 10.6 1.1 1.1M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0Z',
  system: 'M3 5h18v11H3Zm6 15h6m-3-4v4',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, spin = false }: { name: IconName; spin?: boolean }) {
  return (
    <svg class={spin ? 'icon spin' : 'icon'} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
