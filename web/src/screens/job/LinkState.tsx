import { t, type Key } from '../../i18n';
import type { WatchState } from '../../stream';

const WHY: Partial<Record<WatchState, Key>> = {
  stale: 'job.linkWhy_stale',
  reconnecting: 'job.linkWhy_reconnecting',
};

/** How fresh what is shown is. */
export function LinkState({ state }: { state: WatchState }) {
  const why = WHY[state];
  if (state === 'ended') {
    return null;
  }
  return (
    <span class="link-state small soft" role="status">
      <span class={`link-dot is-${state}`} />
      {t(`job.link_${state}`)}
      {why && <span class="link-why">{t(why)}</span>}
    </span>
  );
}
