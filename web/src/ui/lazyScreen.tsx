import type { ComponentChild, ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n';
import { Button } from './Button';
import { Icon } from './Icon';
import { Skeleton } from './states';

export type LazyScreen<P> = ComponentType<P> & {
  /** Fetches it already: it will be needed soon. */
  preload(): void;
};

/**
 * A screen that is fetched when it is first shown.
 *
 * @param waiting what is shown until then
 */
export function lazyScreen<P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
  waiting: () => ComponentChild = () => <Skeleton rows={['title', 'line', 'short', 'card']} />,
): LazyScreen<P> {
  let Loaded: ComponentType<P> | null = null;
  let loading: Promise<ComponentType<P>> | null = null;
  const fetched = () => {
    loading ??= load().then((module) => (Loaded = module.default));
    loading.catch(() => (loading = null)); // it is tried again when somebody comes back
    return loading;
  };
  function Lazy(props: P) {
    const [Screen, setScreen] = useState<ComponentType<P> | null>(() => Loaded);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      // It may have come since this was drawn.
      fetched().then(
        (Fetched) => setScreen(() => Fetched),
        () => setFailed(true),
      );
    }, []);
    if (Screen !== null) {
      return <Screen {...props} />;
    }
    const instead = failed ? <NotLoaded /> : waiting();
    return instead === null ? null : <div class="page">{instead}</div>;
  }
  return Object.assign(Lazy, { preload: () => void fetched().catch(() => {}) });
}

/** The service may have been replaced by a newer one since the page was opened: its files have other names. */
function NotLoaded() {
  return (
    <div class="empty" role="alert">
      <Icon name="offline" />
      <h1>{t('common.notLoadedTitle')}</h1>
      <p class="soft">{t('common.notLoadedAdvice')}</p>
      <Button icon="retry" onClick={() => location.reload()}>
        {t('common.reloadPage')}
      </Button>
    </div>
  );
}
