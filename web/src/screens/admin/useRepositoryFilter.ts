import { useEffect, useMemo, useState } from 'preact/hooks';
import { useEnvironment } from '../../state/environment';
import type { UrlState } from '../../state/url';
import { debounce } from '../../stream';

const WAIT = 300;

/** What is typed goes into the URL, and so to the service, when nobody types any more. */
export function useRepositoryFilter(url: UrlState): { typed: string; type(value: string): void; clear(): void } {
  const { clock } = useEnvironment();
  const [typed, setTyped] = useState(url.get('repository'));
  const newest = useMemo<{ set: UrlState['set'] }>(() => ({ set: url.set }), []);
  newest.set = url.set;
  const later = useMemo(
    () => debounce<string>(clock, WAIT, (value) => newest.set({ repository: value.trim(), page: '' })),
    [clock],
  );
  useEffect(() => () => later.cancel(), [later]);
  return {
    typed,
    type: (value) => {
      setTyped(value);
      later.push(value);
    },
    clear: () => {
      later.cancel();
      setTyped('');
    },
  };
}
