import { useContext, useEffect } from 'preact/hooks';
import { Unseen } from '../state/session';

/** Names the page, in the tab and in the history. */
export function useTitle(title: string): void {
  const unseen = useContext(Unseen);
  useEffect(() => {
    if (!unseen) {
      document.title = title === '' ? 'DeepWiki' : `${title} · DeepWiki`;
    }
  }, [title, unseen]);
}
